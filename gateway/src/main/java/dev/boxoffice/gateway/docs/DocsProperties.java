package dev.boxoffice.gateway.docs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How the platform's API document is put together (`boxoffice.docs.*`): kept for `ttl` (30 s); a service gets
/// `timeout` (10 s)
/// to hand over its part of at most `maxSize` (4 MiB), and its last known part stands in while it is down.
@ConfigurationProperties("boxoffice.docs")
record DocsProperties(
        @DefaultValue("30s") Duration ttl,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("4MB") DataSize maxSize) {}
