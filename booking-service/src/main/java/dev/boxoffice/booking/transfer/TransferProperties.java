package dev.boxoffice.booking.transfer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How tickets are passed on.
///
/// @param ttl how long an offer can be accepted; it ends when the event starts in any case
/// @param offersPerDay how often one ticket can be offered within a day
@ConfigurationProperties("boxoffice.transfer")
record TransferProperties(
        @DefaultValue("7d") Duration ttl,
        @DefaultValue("10") int offersPerDay) {}
