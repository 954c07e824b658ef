package dev.boxoffice.booking.seats.count;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often the tickets left of an event are counted, for search.
///
/// @param interval least time between two counts of one event
/// @param share least time between them as a multiple of what the last one took, so that a large hall costs no
///     more than a small one
/// @param sweep how often events that sold of late are counted whether or not this instance sold them, lest a
///     crashed one took what it knew with it
/// @param sweepWindow how far back that looks; longer than the time between two sweeps
@ConfigurationProperties("boxoffice.ticket-count")
public record TicketCountProperties(
        @DefaultValue("500ms") Duration interval,
        @DefaultValue("50") int share,
        @DefaultValue("5m") Duration sweep,
        @DefaultValue("15m") Duration sweepWindow) {}
