package dev.boxoffice.support.cases;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Hands out work.
@RestController
class QueueController {

    /// Says why there is nothing, since 204 has no body: `queue-empty`, `capacity-reached` or `not-available`.
    static final String REASON = "X-Next-Reason";

    private final Claims claims;
    private final CaseReader reader;
    private final Clock clock;

    QueueController(Claims claims, CaseReader reader, Clock clock) {
        this.claims = claims;
        this.reader = reader;
        this.clock = clock;
    }

    @PostMapping("/support/queues/{queue}/next")
    ResponseEntity<CaseView> next(@PathVariable String queue, Caller caller) {
        return switch (claims.next(queue, caller.subject(), UtcTime.now(clock))) {
            case NextOutcome.Owned(var owned) -> ResponseEntity.ok(reader.view(owned, caller));
            case NextOutcome.Nothing(var reason) ->
                ResponseEntity.noContent()
                        .header(REASON, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .build();
            case NextOutcome.NoSuchQueue() ->
                Problem.of(ProblemTypes.NOT_FOUND, "There is no such queue; GET /support/queues lists them.")
                        .toResponse();
        };
    }
}
