package dev.boxoffice.support.cases;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.clock.Clocks;
import dev.boxoffice.support.clock.SlaPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Intake → categorised → routed: the case, its history, its clocks and its timers come into being together.
@Service
public class CaseOpening {

    /// A case about to be opened.
    ///
    /// @param sourceKey two openings with one key are one case
    public record Opening(
            CaseSource source,
            @Nullable String sourceKey,
            Report report,
            Judgement judgement,
            Placement placement,
            @Nullable UUID repeatOf) {}

    private final Cases cases;
    private final Clocks clocks;
    private final CaseTimers timers;
    private final AuditTrail audit;
    private final SlaPolicy policy;

    CaseOpening(Cases cases, Clocks clocks, CaseTimers timers, AuditTrail audit, SupportProperties properties) {
        this.cases = cases;
        this.clocks = clocks;
        this.timers = timers;
        this.audit = audit;
        this.policy = SlaPolicy.of(properties);
    }

    /// @return empty when a case with the same source key exists already
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<SupportCase> open(Opening opening, String actor, Instant now) {
        var fresh = fresh(opening, now);
        var prints = opening.source() == CaseSource.SYNTHETIC
                ? Fingerprints.NONE
                : Fingerprints.of(opening.report(), opening.judgement().category());
        if (!cases.insert(fresh, opening.sourceKey(), prints)) {
            return Optional.empty();
        }
        record(fresh, actor, now);
        if (fresh.source() != CaseSource.SYNTHETIC) {
            clocks.startForCase(
                    fresh.id(), fresh.judgement().severity(), fresh.report().tier(), policy, now);
            timers.armNew(fresh, now);
        }
        return Optional.of(fresh);
    }

    private SupportCase fresh(Opening opening, Instant now) {
        var target = policy.resolutionTarget(opening.judgement().severity());
        var due = now.plus(target);
        var progress = new Progress(
                due, due.minus(policy.margin(target)), now, null, 0, 0, null, null, null, null, 0, now, now);
        return new SupportCase(
                TimeOrderedId.next(),
                opening.source(),
                CaseStatus.ROUTED,
                opening.report(),
                opening.judgement(),
                opening.placement(),
                progress,
                opening.repeatOf());
    }

    private void record(SupportCase fresh, String actor, Instant now) {
        var judged = fresh.judgement();
        var placed = fresh.placement();
        audit.ofCase(
                fresh.id(),
                now,
                List.of(
                        new AuditTrail.Line(
                                EventType.OPENED,
                                actor,
                                Map.of("channel", fresh.report().channel())),
                        new AuditTrail.Line(
                                EventType.CATEGORISED,
                                AuditTrail.DESK,
                                Map.of(
                                        "category", judged.category(),
                                        "severity", judged.severity(),
                                        "reason", judged.reason(),
                                        "rulesVersion", judged.rulesVersion())),
                        new AuditTrail.Line(
                                EventType.ROUTED,
                                AuditTrail.DESK,
                                Map.of(
                                        "queue", placed.queue(),
                                        "module", judged.module(),
                                        "rulesVersion", placed.routingVersion()))));
    }
}
