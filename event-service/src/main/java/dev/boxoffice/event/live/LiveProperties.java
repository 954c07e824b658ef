package dev.boxoffice.event.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The pace and the bounds of the live seat map.
///
/// @param frameInterval how often changes are gathered into one frame while few watch
/// @param crowd how many watchers are many
/// @param crowdedFrameInterval how often while many watch: writing to all of them takes longer than that
/// @param heartbeatInterval how often a stream says it is alive; the contract promises 15 s at most
/// @param stuckAfter how long a stream may take nothing before it is closed (checked with each heartbeat)
/// @param fallbackInterval how often Postgres is asked while Redis is away
/// @param idleAfter how long an event's seats stay in memory after the last reader
/// @param maxIdleEvents how many events nobody watches stay in memory; above it the longest unused go first
/// @param ringFrames how many frames a slow or returning watcher may be behind before it gets a new snapshot
/// @param ringBytes the same in bytes
/// @param maxWatchers how many streams one instance serves; the next is told to try another
/// @param maxRequests how many requests of any kind are worked on at once; the next wait their turn
/// @param maxPollers how many of them may wait for news; whoever comes on top of that is answered at once
/// @param maxWait the longest a poller may ask to wait for news
@ConfigurationProperties("boxoffice.live")
public record LiveProperties(
        @DefaultValue("100ms") Duration frameInterval,
        @DefaultValue("250ms") Duration crowdedFrameInterval,
        @DefaultValue("500") int crowd,
        @DefaultValue("10s") Duration heartbeatInterval,
        @DefaultValue("20s") Duration stuckAfter,
        @DefaultValue("1s") Duration fallbackInterval,
        @DefaultValue("60s") Duration idleAfter,
        @DefaultValue("200") int maxIdleEvents,
        @DefaultValue("1024") int ringFrames,
        @DefaultValue("512KB") DataSize ringBytes,
        @DefaultValue("7500") int maxWatchers,
        @DefaultValue("800") int maxRequests,
        @DefaultValue("400") int maxPollers,
        @DefaultValue("30s") Duration maxWait) {}
