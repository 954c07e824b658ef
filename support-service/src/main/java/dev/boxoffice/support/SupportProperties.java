package dev.boxoffice.support;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Every limit and duration of the support desk, by name, with its default.
///
/// @param overflowAfter how long a case waits for an expert before any agent may take it
/// @param heartbeat how long a severity-1 case may go without agent action before it escalates
/// @param closeAfter how long a resolved case may be reopened
/// @param doorsWithin an event starting this soon raises the severity of its cases one level
/// @param captureWithoutTicket how long a captured payment may lack its ticket before the desk opens a case itself
/// @param atRiskPercent a clock with at most this share of its target left is at risk
/// @param statusRefresh how old a status may be; told to every reader as `refreshAfterSeconds`
/// @param managerEmail where escalations and alerts go
/// @param misrouteAlarmPercent more misroutes than this share of a day's cases alert the manager
/// @param suggestionLoadLimit open cases above which suggestions are switched off
@Validated
@ConfigurationProperties("boxoffice.support")
public record SupportProperties(
        @DefaultValue("90s") @NotNull Duration overflowAfter,
        @DefaultValue("15m") @NotNull Duration heartbeat,
        @DefaultValue("72h") @NotNull Duration closeAfter,
        @DefaultValue("4h") @NotNull Duration doorsWithin,
        @DefaultValue("2m") @NotNull Duration captureWithoutTicket,
        @DefaultValue("20") @Min(1) @Max(99) int atRiskPercent,
        @DefaultValue("30s") @NotNull Duration statusRefresh,
        @DefaultValue("support-manager@boxoffice.example") String managerEmail,
        @DefaultValue("10") @Min(1) @Max(100) int misrouteAlarmPercent,
        @DefaultValue("20000") @Min(1) int suggestionLoadLimit,
        @DefaultValue @Valid Targets targets,
        @DefaultValue @Valid FirstResponse firstResponse,
        @DefaultValue @Valid Incidents incident,
        @DefaultValue @Valid Evidence evidence,
        @DefaultValue @Valid Waiting waiting,
        @DefaultValue @Valid Snapshot snapshot,
        @DefaultValue @Valid Mail mail,
        @DefaultValue @Valid Agents agents) {

    /// Resolution targets by severity, around the clock.
    ///
    /// @param severity1 until a case of severity 1 is resolved
    /// @param severity2 until one of severity 2 is
    /// @param severity3 until one of severity 3 is
    public record Targets(
            @DefaultValue("1h") @NotNull Duration severity1,
            @DefaultValue("4h") @NotNull Duration severity2,
            @DefaultValue("24h") @NotNull Duration severity3) {}

    /// First-response targets by contract tier.
    ///
    /// @param organiser until an organiser hears from an agent
    /// @param vip until a VIP does
    /// @param standard until anybody else does
    /// @param triage until anybody whose report no rule understood does, where that is sooner
    public record FirstResponse(
            @DefaultValue("15m") @NotNull Duration organiser,
            @DefaultValue("30m") @NotNull Duration vip,
            @DefaultValue("1h") @NotNull Duration standard,
            @DefaultValue("15m") @NotNull Duration triage) {}

    /// When many cases become one incident.
    ///
    /// @param window cases with one fingerprint within it count together
    /// @param threshold how many distinct reporters raise a suspected incident, beyond the category's usual number
    /// @param usualOver how far back reports say what is usual
    /// @param restAfterDismissal how long a dismissed incident rests unless its reporters double
    /// @param settledEvery how often a cancelled event is asked whether all of its refunds are confirmed
    /// @param silentAfter an acknowledged incident without update thaws its members after this
    public record Incidents(
            @DefaultValue("5m") @NotNull Duration window,
            @DefaultValue("10") @Min(2) int threshold,
            @DefaultValue("14d") @NotNull Duration usualOver,
            @DefaultValue("24h") @NotNull Duration restAfterDismissal,
            @DefaultValue("10m") @NotNull Duration settledEvery,
            @DefaultValue("4h") @NotNull Duration silentAfter) {}

    /// Claims that nothing in our own rows shows yet.
    ///
    /// @param lookBack how old the reporter's own bookings may be that are looked at
    /// @param recheckAfter first pause before our rows are asked again; doubles each time
    /// @param recheckFor how long they are asked again
    public record Evidence(
            @DefaultValue("180d") @NotNull Duration lookBack,
            @DefaultValue("2m") @NotNull Duration recheckAfter,
            @DefaultValue("24h") @NotNull Duration recheckFor) {}

    /// Cases that wait for their reporter.
    ///
    /// @param remindAfter without an answer the reporter is reminded
    /// @param endAfter without an answer the case is resolved
    public record Waiting(
            @DefaultValue("24h") @NotNull Duration remindAfter,
            @DefaultValue("72h") @NotNull Duration endAfter) {}

    /// Facts asked of booking-service while the reporter waits.
    ///
    /// @param timeout after which the case is accepted and enriched later
    /// @param concurrency lookups in flight; beyond it a case is accepted at once and enriched later
    /// @param retryAfter first pause before a late enrichment is tried again; doubles each time
    /// @param attempts late enrichments tried before the case goes on without
    /// @param passOver how long an instance that did not answer is asked after the others
    public record Snapshot(
            @DefaultValue("300ms") @NotNull Duration timeout,
            @DefaultValue("64") @Min(1) int concurrency,
            @DefaultValue("5s") @NotNull Duration retryAfter,
            @DefaultValue("8") @Min(1) int attempts,
            @DefaultValue("5s") @NotNull Duration passOver) {}

    /// Mail to reporters and to the manager.
    ///
    /// @param from sender address
    /// @param retryAfter first pause after a refused mail; doubles each time up to an hour
    /// @param attempts after which a mail is given up and counted
    public record Mail(
            @DefaultValue("desk@boxoffice.example") String from,
            @DefaultValue("10s") @NotNull Duration retryAfter,
            @DefaultValue("12") @Min(1) int attempts) {}

    /// Agents.
    ///
    /// @param defaultCapacity cases an agent may own at once unless the profile says otherwise
    /// @param maxCapacity the most a profile may ask for
    /// @param maxSkills skills a profile may name
    public record Agents(
            @DefaultValue("10") @Min(1) int defaultCapacity,
            @DefaultValue("100") @Min(1) int maxCapacity,
            @DefaultValue("20") @Min(1) int maxSkills) {}
}
