package dev.boxoffice.booking.booking.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a booking is followed.
///
/// @param heartbeat longest silence on a stream
/// @param longest a stream is ended after this long; clients reconnect by themselves
@ConfigurationProperties("boxoffice.booking-stream")
record BookingStreamProperties(
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("15m") Duration longest) {}
