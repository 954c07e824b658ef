package dev.boxoffice.event.waitingroom;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How waiting rooms are remembered.
///
/// @param checkpointInterval how often Redis is looked at; what happened since is proven by place tokens alone
/// @param keep for how long a room that no longer moves is remembered; gateways keep places as long
@ConfigurationProperties("boxoffice.waiting-room")
record WaitingRoomCheckpointProperties(
        @DefaultValue("1s") Duration checkpointInterval,
        @DefaultValue("7d") Duration keep) {}
