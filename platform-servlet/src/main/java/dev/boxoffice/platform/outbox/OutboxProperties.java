package dev.boxoffice.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How messages travel from a service's outbox table to its Redis stream.
///
/// @param enabled whether this process relays (it always may write)
/// @param poll how often this process looks for messages that whoever wrote them has not told
/// @param overdue after this long a message counts as not told by whoever wrote it
/// @param gather how long the first message of a batch waits for others, so that they travel together
/// @param batch most messages told at once
/// @param keep how long told messages stay, so that they can be told again to a Redis that lost them; zero where
///     readers find in the tables what they have missed
/// @param streamLength about how many messages the stream keeps
@ConfigurationProperties("boxoffice.outbox")
public record OutboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("2s") Duration overdue,
        @DefaultValue("20ms") Duration gather,
        @DefaultValue("200") int batch,
        @DefaultValue("24h") Duration keep,
        @DefaultValue("100000") long streamLength) {}
