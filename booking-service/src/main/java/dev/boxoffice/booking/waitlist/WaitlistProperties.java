package dev.boxoffice.booking.waitlist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How freed seats are offered to those who wait.
///
/// @param offerTtl how long an offer can be confirmed
/// @param grace how long after its end a confirm that came in time may still take the seats; then the next are
///     offered them
/// @param resaleRetry how long tickets for resale that suit nobody who waits are left alone, unless somebody joins
/// @param batch how many who wait are looked at together
@ConfigurationProperties("boxoffice.waitlist")
record WaitlistProperties(
        @DefaultValue("30m") Duration offerTtl,
        @DefaultValue("3s") Duration grace,
        @DefaultValue("30s") Duration resaleRetry,
        @DefaultValue("500") int batch) {}
