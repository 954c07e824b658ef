package dev.boxoffice.search.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How an instance, or a rebuilt index, gets ready for its first searchers.
///
/// @param duration for how long questions are asked before it is ready; zero for not at all
/// @param events from the names of how many events the questions are made
@ConfigurationProperties("boxoffice.search.warm-up")
record WarmUpProperties(
        @DefaultValue("4s") Duration duration,
        @DefaultValue("20") int events) {}
