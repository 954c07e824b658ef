package dev.boxoffice.platform.servlet.audit;

import java.time.Instant;
import java.util.UUID;

/// Where an entry comes from that a process without a database has left for the audit.
///
/// @param id of the entry: told twice, it stands there once
/// @param at when it happened
/// @param actor whose token it was
/// @param role by which they acted
public record AuditOrigin(UUID id, Instant at, String actor, String role, String requestId) {}
