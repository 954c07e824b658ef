package dev.boxoffice.support.cases.queue;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseView;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The queues, and the case each would have worked next.
@RestController
@RequestMapping("/support/queues")
class SupportQueueController {

    /// Says why there is nothing, since 204 has no body: `queue-empty`, `waiting-for-experts`, `capacity-reached` or
    /// `not-available`.
    static final String REASON = "X-Next-Reason";

    record Queues(List<QueueStatus> queues) {}

    private final CaseClaimService claims;
    private final QueueStatusService statuses;
    private final CaseAccessService access;
    private final Clock clock;

    SupportQueueController(
            CaseClaimService claims, QueueStatusService statuses, CaseAccessService access, Clock clock) {
        this.claims = claims;
        this.statuses = statuses;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping
    Queues list() {
        return new Queues(statuses.findAll(UtcTime.now(clock)));
    }

    @PostMapping("/{queue}/next")
    ResponseEntity<CaseView> claimNext(@PathVariable String queue, Caller caller) {
        return switch (claims.claimNext(queue, caller.subject(), UtcTime.now(clock))) {
            case NextCaseOutcome.Owned(var owned) -> ResponseEntity.ok(access.view(owned, caller));
            case NextCaseOutcome.Nothing(var reason) ->
                ResponseEntity.noContent()
                        .header(REASON, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .build();
            case NextCaseOutcome.NoSuchQueue() ->
                Problem.of(ProblemTypes.NOT_FOUND, "There is no such queue; GET /support/queues lists them.")
                        .toResponse();
        };
    }
}
