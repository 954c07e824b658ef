package dev.boxoffice.gateway.waitingroom.admission;

import java.time.Instant;

/// What lets a user reserve seats of an event until `expiresAt`.
public record Admission(String token, Instant expiresAt) {}
