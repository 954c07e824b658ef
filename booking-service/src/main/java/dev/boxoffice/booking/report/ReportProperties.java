package dev.boxoffice.booking.report;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long an organizer's report may take.
///
/// @param longest from its first row to its last, however slowly it is read; then it is broken off
/// @param atOnce most reports read at the same time by one instance; each has a connection to the database
/// @param fetched rows in memory of one report
@ConfigurationProperties("boxoffice.report")
record ReportProperties(
        @DefaultValue("2m") Duration longest,
        @DefaultValue("3") int atOnce,
        @DefaultValue("500") int fetched) {}
