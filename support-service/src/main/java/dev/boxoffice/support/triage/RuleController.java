package dev.boxoffice.support.triage;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
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

/// The manager's routing table: read, tried out on past cases, and put in force as the next version.
@RestController
@RequestMapping("/support/routing-rules")
class RuleController {

    record View(int version, List<RoutingRule> rules) {}

    private final RuleStore store;
    private final DryRun dryRun;
    private final Clock clock;

    RuleController(RuleStore store, DryRun dryRun, Clock clock) {
        this.store = store;
        this.dryRun = dryRun;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<View> read() {
        return answer(store.routes());
    }

    /// With `If-Match`, only on the version that was read; without, on the newest.
    @PutMapping
    ResponseEntity<View> save(
            Caller caller,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RoutingTable table) {
        var current = store.routes();
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, current.version());
        }
        var next = RoutingRules.read(current.version() + 1, table.lines());
        if (!store.addRoutes(current.version(), next.rules(), caller.subject(), UtcTime.now(clock))) {
            return Problem.of(
                            ProblemTypes.PRECONDITION_FAILED,
                            "Somebody else changed the rules meanwhile. Read them again.")
                    .toResponse();
        }
        return answer(store.routes());
    }

    /// Nothing changes: says where past cases would have gone, and where a case described in the request would go.
    /// Without
    /// rules it tries the ones in force.
    @PostMapping("/dry-run")
    DryRun.Report tryOut(@RequestBody RoutingTable table) {
        var current = store.routes();
        var tried = table.rules() == null ? current : RoutingRules.read(current.version() + 1, table.lines());
        return dryRun.route(current, tried, table.sample());
    }

    private static ResponseEntity<View> answer(RoutingRules rules) {
        return ResponseEntity.ok().eTag(EntityTag.of(rules.version())).body(new View(rules.version(), rules.rules()));
    }
}
