package dev.boxoffice.search.capture.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How Postgres's changes are read.
///
/// @param enabled whether this process may become the reader; all of them answer searches
/// @param slot the replication slot; with it goes the right to be the reader
/// @param debounce at least this long between two flushes, so that a busy event is rebuilt a few times a second only
/// @param longestDebounce the most the pause grows to when flushes themselves take long
/// @param batch most changes in one flush; a full one is followed by the next without a pause
/// @param heartbeat how often the reader writes a mark into the WAL, to confirm its position and to measure its lag
/// @param election how often a waiting process tries to become the reader, and the reader checks that it still is
/// @param firstRetry pause after the first failure of Postgres or Elasticsearch
/// @param longestRetry the most that pause grows to
/// @param inspection how often the reader checks that its index and slot are still there
/// @param endedSweep how often events that came to their end are taken out of the suggestions
/// @param healthyLag an index further behind than this is degraded
@ConfigurationProperties("boxoffice.search.capture")
public record CaptureProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("boxoffice_search") String slot,
        @DefaultValue("200ms") Duration debounce,
        @DefaultValue("500ms") Duration longestDebounce,
        @DefaultValue("4096") int batch,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("1s") Duration election,
        @DefaultValue("200ms") Duration firstRetry,
        @DefaultValue("3s") Duration longestRetry,
        @DefaultValue("5s") Duration inspection,
        @DefaultValue("1m") Duration endedSweep,
        @DefaultValue("10s") Duration healthyLag) {

    /// The tables to read, as event-service publishes them.
    public static final String PUBLICATION = "boxoffice_search";

    public CaptureProperties {
        if (!slot.matches("[a-z0-9_]{1,63}")) {
            throw new IllegalArgumentException("boxoffice.search.capture.slot must be a slot name, not " + slot);
        }
    }
}
