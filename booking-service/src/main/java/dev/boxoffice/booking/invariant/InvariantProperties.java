package dev.boxoffice.booking.invariant;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often the promises of a sale are checked while sales go on.
///
/// @param interval pause between two checks
/// @param window how far back money counts as having just moved; longer than the interval, so that checks overlap
@ConfigurationProperties("boxoffice.invariant")
public record InvariantProperties(
        @DefaultValue("1m") Duration interval,
        @DefaultValue("6m") Duration window) {}
