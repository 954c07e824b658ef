package dev.boxoffice.support.triage.category;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.concept.Concept;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What cases are about: the rules in force, and their next version.
@RestController
@RequestMapping("/support/category-rules")
class CategoryRuleController {

    record View(int version, List<CategoryRule> rules, List<Concept> concepts) {}

    private final CategoryRuleService rules;
    private final Clock clock;

    CategoryRuleController(CategoryRuleService rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<View> read() {
        return answer(rules.current());
    }

    @PutMapping
    @Idempotent
    public ResponseEntity<View> save(
            Caller caller,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody CategoryRuleRequest request) {
        var current = rules.current();
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, current.version());
        }
        var next = request.validated(current);
        if (!rules.replace(current.version(), next, caller.subject(), UtcTime.now(clock))) {
            return Problem.of(
                            ProblemTypes.PRECONDITION_FAILED,
                            "Somebody else changed the rules meanwhile. Read them again.")
                    .toResponse();
        }
        return answer(next);
    }

    private static ResponseEntity<View> answer(CategoryRuleSet rules) {
        return ResponseEntity.ok()
                .eTag(EntityTag.of(rules.version()))
                .body(new View(rules.version(), rules.rules(), rules.concepts()));
    }
}
