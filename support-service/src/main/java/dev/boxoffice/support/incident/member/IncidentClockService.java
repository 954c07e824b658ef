package dev.boxoffice.support.incident.member;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.clock.SlaFreezeReason;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.TimerRepository;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// The clocks of an incident and of its members, and the timer that notices its silence.
@Service
public class IncidentClockService {

    private final SlaClockService clocks;
    private final TimerRepository timers;
    private final Duration silentAfter;
    private final Duration settledEvery;

    IncidentClockService(SlaClockService clocks, TimerRepository timers, SupportProperties properties) {
        this.clocks = clocks;
        this.timers = timers;
        this.silentAfter = properties.incident().silentAfter();
        this.settledEvery = properties.incident().settledEvery();
    }

    /// Starts the incident's own clock, which never freezes.
    public void start(Incident incident, Instant now) {
        clocks.startForIncident(incident.id(), incident.severity(), now);
    }

    public void stop(Incident incident, Instant now) {
        clocks.stopIncident(incident.id(), now);
    }

    public void armSilence(UUID incidentId, Instant lastUpdate) {
        timers.arm(TimerKind.SILENCE, incidentId, lastUpdate.plus(silentAfter));
    }

    public void armSettled(UUID incidentId, Instant opened) {
        timers.arm(TimerKind.INCIDENT_SETTLED, incidentId, opened.plus(settledEvery));
    }

    public boolean isSilent(Incident incident, Instant now) {
        return !incident.lastUpdateAt().plus(silentAfter).isAfter(now);
    }

    /// Gives new members of an acknowledged incident its severity, and stands them still unless it has fallen silent.
    public void hold(Incident incident, List<UUID> lockedCases, Instant now) {
        clocks.retarget(lockedCases, Severity.THREE, now);
        if (incident.thawedAt() == null) {
            freeze(incident, lockedCases, now);
        }
        // After the incident froze them, so that the clocks do not run in between.
        clocks.thaw(lockedCases, SlaFreezeReason.WAITING_FOR_CUSTOMER, SlaFreezeReason.WAIT, now);
    }

    public void freeze(Incident incident, List<UUID> lockedCases, Instant now) {
        clocks.freeze(lockedCases, SlaFreezeReason.INCIDENT, incident.id().toString(), now);
    }

    public void thaw(Incident incident, List<UUID> lockedCases, Instant now) {
        clocks.thaw(lockedCases, SlaFreezeReason.INCIDENT, incident.id().toString(), now);
    }
}
