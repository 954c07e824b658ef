package dev.boxoffice.support.agent;

import java.time.Instant;

/// Told within the transaction that recorded it.
public record AgentWentOffline(String agent, Instant at) {}
