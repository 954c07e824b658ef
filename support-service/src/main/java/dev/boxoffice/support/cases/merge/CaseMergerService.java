package dev.boxoffice.support.cases.merge;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.agent.AgentRepository;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.resolution.CaseResolutionService;
import dev.boxoffice.support.cases.work.CaseActor;
import dev.boxoffice.support.cases.work.CaseOutcome;
import dev.boxoffice.support.cases.work.CaseResumptionService;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes one case of two of the same reporter's: what they said and what is known goes over, the case merged ends, the
/// other goes on as the worse of the two. Cases of different people are never merged, since each would read the
/// other's; they share an incident.
@Service
class CaseMergerService {

    private final AgentRepository agents;
    private final CaseRepository cases;
    private final CaseResolutionService resolution;
    private final CaseResumptionService resumption;
    private final MergedCaseService merged;

    CaseMergerService(
            AgentRepository agents,
            CaseRepository cases,
            CaseResolutionService resolution,
            CaseResumptionService resumption,
            MergedCaseService merged) {
        this.agents = agents;
        this.cases = cases;
        this.resolution = resolution;
        this.resumption = resumption;
        this.merged = merged;
    }

    @Transactional
    public CaseOutcome merge(UUID id, UUID into, CaseActor actor, Instant now) {
        if (id.equals(into)) {
            throw FieldErrors.single("into", "is this case itself");
        }
        if (cases.find(id).isEmpty()) {
            return new CaseOutcome.NotFound();
        }
        agents.lock(actor.id(), now); // before the cases, and those in the order of their ids: as everywhere
        var first = cases.lock(id.compareTo(into) < 0 ? id : into);
        var second = cases.lock(id.compareTo(into) < 0 ? into : id);
        var source = (id.compareTo(into) < 0 ? first : second).orElseThrow();
        var target =
                (id.compareTo(into) < 0 ? second : first).orElseThrow(() -> FieldErrors.single("into", "is no case"));
        check(source, target);
        var outcome = resolution.resolve(id, actor, "This goes on in your case %s.".formatted(target.number()), now);
        if (outcome instanceof CaseOutcome.Done) {
            goOn(source, target, actor.id(), now);
            return new CaseOutcome.Done(cases.get(id));
        }
        return outcome;
    }

    /// What the reporter still has to answer in the one does not keep the other waiting.
    private void goOn(SupportCase source, SupportCase target, String by, Instant now) {
        if (source.status() != CaseStatus.WAITING_FOR_CUSTOMER) {
            resumption.resumeIfWaiting(target, by, now);
        }
        merged.join(source, target, by, now);
    }

    private static void check(SupportCase source, SupportCase target) {
        if (!Objects.equals(source.report().reporter(), target.report().reporter())) {
            throw FieldErrors.single("into", "is another reporter's case; those share an incident");
        }
        if (!target.status().isOpen()) {
            throw FieldErrors.single("into", "has ended; reopen it first");
        }
        if (differ(source.report().bookingId(), target.report().bookingId())) {
            throw FieldErrors.single("into", "is about another booking");
        }
        if (differ(source.report().eventId(), target.report().eventId())) {
            throw FieldErrors.single("into", "is about another event");
        }
        var incident = target.placement().incidentId();
        if (target.placement().isHeldByIncident()
                && !Objects.equals(incident, source.placement().incidentId())) {
            throw FieldErrors.single("into", "waits with an incident that this case is no part of");
        }
    }

    private static boolean differ(@Nullable UUID one, @Nullable UUID other) {
        return one != null && other != null && !one.equals(other);
    }
}
