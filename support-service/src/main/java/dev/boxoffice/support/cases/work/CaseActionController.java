package dev.boxoffice.support.cases.work;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.SupportProblemTypes;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseView;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.http.ResponseEntity;

/// What people do to a case: each action is a resource being made, and every outcome of one is answered alike.
public abstract class CaseActionController {

    protected static final int MAX_TEXT = 10_000;

    private final CaseAccessService access;
    private final Clock clock;

    protected CaseActionController(CaseAccessService access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    protected final ResponseEntity<CaseView> answer(
            Caller caller, String id, BiFunction<UUID, Instant, CaseOutcome> action) {
        var found = TimeOrderedId.parse(id).orElseThrow(CaseAccessService::notFound);
        return switch (action.apply(found, UtcTime.now(clock))) {
            case CaseOutcome.Done(var after) -> ResponseEntity.ok(access.view(after, caller));
            case CaseOutcome.NotFound() -> throw CaseAccessService.notFound();
            case CaseOutcome.AlreadyOwned(var owner) ->
                Problem.of(SupportProblemTypes.ALREADY_OWNED, "This case belongs to " + owner + ".")
                        .with("owner", owner)
                        .toResponse();
            case CaseOutcome.NotNow(var status, var wanted) ->
                Problem.of(SupportProblemTypes.CASE_STATE, "A case that is " + status + " cannot be " + wanted + ".")
                        .with("caseStatus", status)
                        .toResponse();
            case CaseOutcome.NotAvailable() ->
                Problem.of(
                                SupportProblemTypes.NOT_AVAILABLE,
                                "Nobody would see to a case of yours; say that you are available first.")
                        .toResponse();
            case CaseOutcome.CapacityReached(var capacity) ->
                Problem.of(
                                SupportProblemTypes.CAPACITY_REACHED,
                                "Your profile allows " + capacity + " cases at a time.")
                        .with("capacity", capacity)
                        .toResponse();
        };
    }
}
