package dev.boxoffice.support.monitoring.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the desk keeps its promises just now.
///
/// @param breached running clocks past their deadline
/// @param breachedLastDay breaches of the last 24 hours, also of what is resolved by now
/// @param nearMiss clocks in the last fifth of their time: running, or met there within 24 hours
/// @param unownedSeverity1 severity-1 cases nobody owns
/// @param unownedAtRisk cases of any severity nobody owns, in the last fifth of their time or past it
/// @param severity1InJuniorHands severity-1 cases owned by junior agents
/// @param misroutes cases handed on to another queue within 24 hours
/// @param mttcrSeconds mean time to correct resolution over 30 days: from creation to the resolution that held;
///     null while none has held long enough
/// @param syntheticAgeSeconds since the timers were last proven to run; null before the first time
/// @param driftingClocks clocks whose deadline is not what their history says
@JsonInclude(JsonInclude.Include.ALWAYS)
record SlaHealth(
        long breached,
        long breachedLastDay,
        long nearMiss,
        long unownedSeverity1,
        long unownedAtRisk,
        long severity1InJuniorHands,
        long misroutes,
        @Nullable Long mttcrSeconds,
        long openCases,
        long escalated,
        long overflowed,
        long openIncidents,
        long incidentMembers,
        long frozenClocks,
        long orphans,
        long timersOverdue,
        double timerLagSeconds,
        @Nullable Long syntheticAgeSeconds,
        long driftingClocks,
        long unsentMail,
        long labels,
        Instant lastUpdated,
        long refreshAfterSeconds) {}
