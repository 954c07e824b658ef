package dev.boxoffice.support.triage;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.web.EntityTag;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What cases are about: the rules in force, their next version, and what corrections say they should be.
@RestController
@RequestMapping("/support/category-rules")
class CategoryRuleController {

    record Line(
            @Nullable String category,
            @Nullable String module,
            @Nullable Integer severity,
            @Nullable List<@Nullable String> errorCodes,
            @Nullable List<@Nullable String> keywords) {}

    record Table(@Nullable List<@Nullable Line> rules) {}

    record View(int version, List<CategoryRule> rules) {}

    record Proposed(int rulesVersion, int labelledCases, List<Proposals.Proposal> proposals) {}

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{1,59}");
    private static final int MOST_RULES = 100;
    private static final int MOST_WORDS = 500;
    private static final int MOST_LABELS = 5_000;

    private final RuleStore store;
    private final JdbcClient jdbc;
    private final Clock clock;

    CategoryRuleController(RuleStore store, JdbcClient jdbc, Clock clock) {
        this.store = store;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<View> read() {
        return answer(store.categories());
    }

    @PutMapping
    ResponseEntity<View> save(
            Caller caller,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Table table) {
        var current = store.categories();
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, current.version());
        }
        if (!store.addCategories(current.version(), read(table), caller.subject(), UtcTime.now(clock))) {
            return Problem.of(
                            ProblemTypes.PRECONDITION_FAILED,
                            "Somebody else changed the rules meanwhile. Read them again.")
                    .toResponse();
        }
        return answer(store.categories());
    }

    @GetMapping("/proposals")
    Proposed proposals() {
        var rules = store.categories();
        var past = labelled();
        return new Proposed(rules.version(), past.size(), new Proposals(rules, past).propose());
    }

    private List<Proposals.Labelled> labelled() {
        return jdbc.sql("""
                        select c.error_code, c.subject, c.body, l.category, l.category <> l.automatic_category as corrected
                          from support.label l join support.support_case c on c.id = l.case_id
                         where c.source = 'REPORT' order by l.labelled_at desc limit ?
                        """)
                .param(MOST_LABELS)
                .query((row, _) -> new Proposals.Labelled(
                        row.getString("error_code"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getString("category"),
                        row.getBoolean("corrected")))
                .list();
    }

    private static List<CategoryRule> read(Table table) {
        var lines = table.rules() == null ? List.<@Nullable Line>of() : table.rules();
        var errors = FieldErrors.collect()
                .rejectIf(
                        lines.isEmpty() || lines.size() > MOST_RULES,
                        "rules",
                        "must have 1 to " + MOST_RULES + " lines");
        var rules = new ArrayList<CategoryRule>();
        var names = new HashSet<String>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var at = "rules[" + i + "]";
            if (line == null) {
                errors.reject(at, "must be given");
                continue;
            }
            var rule = new CategoryRule(
                    upper(line.category()),
                    upper(line.module()),
                    severityOf(line.severity(), at, errors),
                    texts(line.errorCodes(), at + ".errorCodes", errors).stream()
                            .map(CategoryRuleController::upper)
                            .toList(),
                    texts(line.keywords(), at + ".keywords", errors));
            errors.rejectIf(
                            !NAME.matcher(rule.category()).matches(),
                            at + ".category",
                            "must be a name such as REFUND_LATE")
                    .rejectIf(!names.add(rule.category()), at + ".category", "is there twice")
                    .rejectIf(
                            rule.category().equals(CategoryRules.OTHER.category()),
                            at + ".category",
                            "is what no rule knows, and needs none")
                    .rejectIf(
                            !NAME.matcher(rule.module()).matches(), at + ".module", "must be a name such as PAYMENTS");
            rules.add(rule);
        }
        errors.throwIfAny();
        return rules;
    }

    private static Severity severityOf(@Nullable Integer level, String at, FieldErrors errors) {
        if (level == null || level < 1 || level > 3) {
            errors.reject(at + ".severity", "must be 1, 2 or 3");
            return Severity.THREE;
        }
        return Severity.of(level);
    }

    private static List<String> texts(@Nullable List<@Nullable String> texts, String at, FieldErrors errors) {
        var given = texts == null ? List.<@Nullable String>of() : texts;
        errors.rejectIf(given.size() > MOST_WORDS, at, "must be at most " + MOST_WORDS);
        var read = new ArrayList<String>();
        for (var text : given) {
            if (text == null || text.isBlank() || text.length() > 200) {
                errors.reject(at, "must have 1 to 200 characters each");
            } else {
                read.add(text.strip());
            }
        }
        return List.copyOf(read);
    }

    private static String upper(@Nullable String text) {
        return text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
    }

    private static ResponseEntity<View> answer(CategoryRules rules) {
        return ResponseEntity.ok().eTag(EntityTag.of(rules.version())).body(new View(rules.version(), rules.rules()));
    }
}
