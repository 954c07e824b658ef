package dev.boxoffice.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How messages travel from a service's outbox table to its Redis stream.
///
/// @param enabled whether this process relays (it always may write)
/// @param poll how long a message waits at most while nobody nudges the relay
/// @param batch most messages relayed in one transaction
/// @param keep how long relayed messages stay, so that they can be sent again to a Redis that lost them
/// @param streamLength about how many messages the stream keeps
@ConfigurationProperties("boxoffice.outbox")
public record OutboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("200") int batch,
        @DefaultValue("24h") Duration keep,
        @DefaultValue("100000") long streamLength) {}
