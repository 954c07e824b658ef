package dev.boxoffice.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Seats kept for one buyer, unpaid.
public record ApiHold(
        String holdId,
        String eventId,
        @Nullable List<ApiTicket> tickets,
        @Nullable ApiMoney total,
        Instant expiresAt,
        long expiresInSeconds,
        boolean guaranteed) {}
