package dev.boxoffice.event.waitingroom;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What a gateway has left for the audit of a change it made of a waiting room (contracts/README.md).
///
/// @param details what it was before and is now
record WaitingRoomAuditLine(
        UUID id, Instant at, String action, String actor, String role, String requestId, Map<String, Object> details) {}
