package dev.boxoffice.event.ticket;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much of what never changes is kept in memory.
///
/// @param cachedDocuments memory for compressed seat maps (a stadium of 60,000 takes about 300 KB)
/// @param cachedPlaces how many places of seat maps are kept readable (about 100 bytes each)
@ConfigurationProperties("boxoffice.seat-map")
public record SeatMapProperties(
        @DefaultValue("24MB") DataSize cachedDocuments,
        @DefaultValue("250000") int cachedPlaces) {}
