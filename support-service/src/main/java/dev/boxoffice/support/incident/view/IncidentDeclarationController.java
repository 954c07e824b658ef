package dev.boxoffice.support.incident.view;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import dev.boxoffice.support.incident.opening.IncidentDeclaration;
import dev.boxoffice.support.incident.opening.IncidentDeclarationService;
import dev.boxoffice.support.triage.category.CategoryRule;
import dev.boxoffice.support.triage.category.CategoryRuleService;
import dev.boxoffice.support.triage.category.CategoryRuleSet;
import dev.boxoffice.support.triage.severity.Severity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Declares incidents.
@RestController
class IncidentDeclarationController extends IncidentAnswerController {

    record Declaration(
            @NotBlank @Size(max = 200) String title,
            @Nullable @Size(max = 60) String category,
            @Nullable @Size(max = 64) String errorCode,
            @Nullable String bookingId,
            @Nullable String eventId,
            @Nullable @Min(1) @Max(3) Integer severity,

            @Nullable @Size(max = 1000) List<String> caseIds) {}

    private final IncidentDeclarationService declarations;
    private final CategoryRuleService rules;
    private final IncidentViewService views;
    private final Clock clock;

    IncidentDeclarationController(
            IncidentDeclarationService declarations,
            CategoryRuleService rules,
            IncidentViewService views,
            Clock clock) {
        super(views);
        this.declarations = declarations;
        this.rules = rules;
        this.views = views;
        this.clock = clock;
    }

    @Idempotent
    @PostMapping("/support/incidents")
    public ResponseEntity<IncidentView> declare(Caller caller, @Valid @RequestBody Declaration declaration) {
        var outcome = declarations.declare(read(declaration), caller.subject(), UtcTime.now(clock));
        if (outcome instanceof IncidentOutcome.Done(var opened)) {
            return ResponseEntity.created(URI.create("/support/incidents/" + opened.id()))
                    .body(views.view(opened, caller));
        }
        return answer(outcome, caller);
    }

    private IncidentDeclaration read(Declaration declaration) {
        var errors = FieldErrors.collect();
        var category = declaration.category() == null
                ? CategoryRuleSet.OTHER.category()
                : declaration.category().strip().toUpperCase(Locale.ROOT);
        var rule = rules.current().named(category);
        errors.rejectIf(rule.isEmpty(), "category", "is no category of the rules in force");
        var booking = IncidentIds.read(declaration.bookingId(), "bookingId", errors);
        var event = IncidentIds.read(declaration.eventId(), "eventId", errors);
        var cases = IncidentIds.readAll(declaration.caseIds() == null ? List.of() : declaration.caseIds(), errors);
        var severity = declaration.severity() == null
                ? rule.map(CategoryRule::severity).orElse(Severity.ONE)
                : Severity.of(declaration.severity());
        var code = declaration.errorCode() == null
                ? null
                : declaration.errorCode().strip().toUpperCase(Locale.ROOT);
        return new IncidentDeclaration(declaration.title(), category, code, booking, event, severity, cases);
    }
}
