package dev.boxoffice.support.triage.routing;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The manager's routing rules: read, tried out on past cases, and put in force as the next version.
@RestController
@RequestMapping("/support/routing-rules")
class RoutingRuleController {

    record View(int version, List<RoutingRule> rules) {}

    private final RoutingRuleService rules;
    private final RoutingDryRunService dryRun;
    private final Clock clock;

    RoutingRuleController(RoutingRuleService rules, RoutingDryRunService dryRun, Clock clock) {
        this.rules = rules;
        this.dryRun = dryRun;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<View> read() {
        return answer(rules.current());
    }

    /// With `If-Match`, only on the version that was read; without, on the newest.
    @PutMapping
    @Idempotent
    public ResponseEntity<View> save(
            Caller caller,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RoutingRuleRequest request) {
        var current = rules.current();
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, current.version());
        }
        var next = RoutingRuleSet.read(current.version() + 1, request.lines());
        if (!rules.replace(current.version(), next.rules(), caller.subject(), UtcTime.now(clock))) {
            return Problem.of(
                            ProblemTypes.PRECONDITION_FAILED,
                            "Somebody else changed the rules meanwhile. Read them again.")
                    .toResponse();
        }
        return answer(next);
    }

    /// Nothing changes: says where past cases would have gone, and where a case described in the request would go.
    /// Without rules it tries the ones in force.
    @PostMapping("/dry-run")
    RoutingDryRun tryOut(@RequestBody RoutingRuleRequest request) {
        var current = rules.current();
        var tried = request.rules() == null ? current : RoutingRuleSet.read(current.version() + 1, request.lines());
        return dryRun.route(current, tried, request.sample());
    }

    private static ResponseEntity<View> answer(RoutingRuleSet rules) {
        return ResponseEntity.ok().eTag(EntityTag.of(rules.version())).body(new View(rules.version(), rules.rules()));
    }
}
