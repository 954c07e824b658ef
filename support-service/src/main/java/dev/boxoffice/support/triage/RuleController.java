package dev.boxoffice.support.triage;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.web.ETags;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
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

    record Line(@Nullable String when, @Nullable String queue) {}

    record Table(@Nullable List<@Nullable Line> rules) {

        List<RoutingRule> lines() {
            if (rules == null) {
                throw FieldErrors.single("rules", "must be given");
            }
            var errors = FieldErrors.collect();
            for (var i = 0; i < rules.size(); i++) {
                var line = rules.get(i);
                errors.rejectIf(line == null || line.when() == null, "rules[" + i + "].when", "must be given");
                errors.rejectIf(line == null || line.queue() == null, "rules[" + i + "].queue", "must be given");
            }
            errors.throwIfAny();
            return rules.stream().flatMap(Table::read).toList();
        }

        private static Stream<RoutingRule> read(@Nullable Line line) {
            return line == null || line.when() == null || line.queue() == null
                    ? Stream.empty()
                    : Stream.of(new RoutingRule(line.when(), line.queue()));
        }
    }

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
            @RequestBody Table table) {
        var current = store.routes();
        if (ifMatch != null) {
            ETags.requireMatch(ifMatch, current.version());
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

    /// Nothing changes: says where past cases would have gone.
    @PostMapping("/dry-run")
    DryRun.Report tryOut(@RequestBody Table table) {
        var current = store.routes();
        return dryRun.route(current, RoutingRules.read(current.version() + 1, table.lines()));
    }

    private static ResponseEntity<View> answer(RoutingRules rules) {
        return ResponseEntity.ok().eTag(ETags.of(rules.version())).body(new View(rules.version(), rules.rules()));
    }
}
