package dev.boxoffice.platform.servlet.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How long idempotency keys live.
///
/// @param keep after this a key may be used anew
/// @param lease how long a first call may run before a repetition takes over (it is presumed dead)
/// @param purgeEvery how often forgotten keys are deleted
/// @param maxAnswer the largest answer that is remembered; a call with a larger one is carried out again when repeated
/// @param maxKeys how many keys of one caller are remembered; beyond it the oldest go
@ConfigurationProperties("boxoffice.idempotency")
public record IdempotencyProperties(
        @DefaultValue("24h") Duration keep,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("10m") Duration purgeEvery,
        @DefaultValue("512KB") DataSize maxAnswer,
        @DefaultValue("10000") int maxKeys) {}
