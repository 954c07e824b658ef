package dev.boxoffice.support.incident;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.SupportProblems;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.triage.CategoryRules;
import dev.boxoffice.support.triage.RuleStore;
import dev.boxoffice.support.triage.Severity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Incident mode.
@RestController
@RequestMapping("/support/incidents")
class IncidentController {

    private static final int MOST_LISTED = 200;
    private static final int MAX_TEXT = 10_000;

    record Declaration(
            @NotBlank @Size(max = 200) String title,
            @Nullable @Size(max = 60) String category,
            @Nullable @Size(max = 64) String errorCode,
            @Nullable String bookingId,
            @Nullable String eventId,
            @Nullable @Min(1) @Max(3) Integer severity,

            @JsonAlias({"members", "cases"}) @Nullable @Size(max = 1000)
            List<String> caseIds) {}

    record NewMembers(
            @JsonAlias({"members", "cases"}) @Nullable @Size(max = 1000)
            List<String> caseIds,

            @Nullable String caseId) {}

    record Update(
            @JsonAlias({"body", "text", "update"}) @NotBlank @Size(max = MAX_TEXT)
            String message) {}

    record Resolution(
            @JsonAlias({"body", "text", "message"}) @Nullable @Size(max = MAX_TEXT)
            String resolution,

            @Nullable Boolean falseAlarm) {}

    record History(UUID incidentId, List<AuditTrail.Entry> events) {}

    record Listed(List<IncidentView> incidents) {}

    /// What incidents need done.
    @Component
    record Deeds(IncidentDeclaration declaration, IncidentMode mode, IncidentResolution resolution, IncidentEnd end) {}

    private final Deeds deeds;
    private final Incidents incidents;
    private final Members members;
    private final Background background;
    private final Clock clock;

    /// Rules to check against, history to show.
    @Component
    record Background(RuleStore rules, AuditTrail audit) {}

    IncidentController(Deeds deeds, Incidents incidents, Members members, Background background, Clock clock) {
        this.deeds = deeds;
        this.incidents = incidents;
        this.members = members;
        this.background = background;
        this.clock = clock;
    }

    @Idempotent
    @PostMapping
    public ResponseEntity<IncidentView> declare(Caller caller, @Valid @RequestBody Declaration declaration) {
        var outcome = deeds.declaration().declare(read(declaration), caller.subject(), UtcTime.now(clock));
        if (outcome instanceof IncidentOutcome.Done(var opened)) {
            return ResponseEntity.created(URI.create("/support/incidents/" + opened.id()))
                    .body(view(opened));
        }
        return answer(outcome);
    }

    @Idempotent
    @PostMapping("/{id}/acknowledgement")
    public ResponseEntity<IncidentView> acknowledge(@PathVariable String id, Caller caller) {
        return answer(deeds.mode().acknowledge(known(id), caller.subject(), UtcTime.now(clock)));
    }

    @Idempotent
    @PostMapping("/{id}/members")
    public ResponseEntity<IncidentView> join(
            @PathVariable String id, Caller caller, @Valid @RequestBody NewMembers wanted) {
        var texts = new ArrayList<String>(wanted.caseIds() == null ? List.of() : wanted.caseIds());
        if (wanted.caseId() != null) {
            texts.add(wanted.caseId());
        }
        var cases = ids(texts, FieldErrors.collect().rejectIf(texts.isEmpty(), "caseIds", "must name a case"));
        return answer(deeds.mode().addMembers(known(id), cases, caller.subject(), UtcTime.now(clock)));
    }

    @Idempotent
    @PostMapping("/{id}/updates")
    public ResponseEntity<IncidentView> update(
            @PathVariable String id, Caller caller, @Valid @RequestBody Update update) {
        return answer(deeds.mode().update(known(id), update.message(), caller.subject(), UtcTime.now(clock)));
    }

    @Idempotent
    @PostMapping("/{id}/resolution")
    public ResponseEntity<IncidentView> resolve(
            @PathVariable String id, Caller caller, @Valid @RequestBody(required = false) @Nullable Resolution wanted) {
        var said = wanted == null || wanted.resolution() == null
                ? ""
                : wanted.resolution().strip();
        var text = said.isEmpty() ? "Thank you for your patience." : said;
        var now = UtcTime.now(clock);
        return answer(
                wanted != null && Boolean.TRUE.equals(wanted.falseAlarm())
                        ? deeds.end().dismiss(known(id), text, caller.subject(), now)
                        : deeds.resolution().resolve(known(id), text, caller.subject(), now));
    }

    @GetMapping("/{id}")
    ResponseEntity<IncidentView> read(@PathVariable String id) {
        return answer(incidents
                .find(known(id))
                .<IncidentOutcome>map(IncidentOutcome.Done::new)
                .orElseGet(IncidentOutcome.NotFound::new));
    }

    @GetMapping("/{id}/history")
    History history(@PathVariable String id) {
        var found = incidents.find(known(id)).orElseThrow(IncidentController::notFound);
        return new History(found.id(), background.audit().historyOfIncident(found.id()));
    }

    @GetMapping
    Listed list(@RequestParam(defaultValue = "false") boolean open) {
        return new Listed(
                incidents.recent(open, MOST_LISTED).stream().map(this::view).toList());
    }

    private IncidentDeclaration.Declared read(Declaration declaration) {
        var errors = FieldErrors.collect();
        var category = declaration.category() == null
                ? CategoryRules.OTHER.category()
                : declaration.category().strip().toUpperCase(Locale.ROOT);
        var rule = background.rules().categories().named(category);
        errors.rejectIf(rule.isEmpty(), "category", "is no category of the rules in force");
        var booking = id(declaration.bookingId(), "bookingId", errors);
        var event = id(declaration.eventId(), "eventId", errors);
        var cases = ids(declaration.caseIds() == null ? List.of() : declaration.caseIds(), errors);
        var severity = declaration.severity() == null
                ? rule.map(known -> known.severity()).orElse(Severity.ONE)
                : Severity.of(declaration.severity());
        var code = declaration.errorCode() == null
                ? null
                : declaration.errorCode().strip().toUpperCase(Locale.ROOT);
        return new IncidentDeclaration.Declared(declaration.title(), category, code, booking, event, severity, cases);
    }

    private static List<UUID> ids(List<String> texts, FieldErrors errors) {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < texts.size(); i++) {
            var read = id(texts.get(i), "caseIds[" + i + "]", errors);
            if (read != null) {
                ids.add(read);
            }
        }
        errors.throwIfAny();
        return ids;
    }

    private static @Nullable UUID id(@Nullable String text, String field, FieldErrors errors) {
        if (text == null) {
            return null;
        }
        var read = TimeOrderedId.parse(text).orElse(null);
        errors.rejectIf(read == null, field, "is no id");
        return read;
    }

    private static UUID known(String id) {
        return TimeOrderedId.parse(id).orElseThrow(IncidentController::notFound);
    }

    private ResponseEntity<IncidentView> answer(IncidentOutcome outcome) {
        return switch (outcome) {
            case IncidentOutcome.Done(var incident) -> ResponseEntity.ok(view(incident));
            case IncidentOutcome.NotFound() -> throw notFound();
            case IncidentOutcome.NotNow(var status, var wanted) ->
                Problem.of(
                                SupportProblems.INCIDENT_STATE,
                                "An incident that is " + status + " cannot be " + wanted + ".")
                        .with("incidentStatus", status)
                        .toResponse();
            case IncidentOutcome.AlreadyOpen(var open) ->
                Problem.of(SupportProblems.INCIDENT_ALREADY_OPEN, "Incident " + open + " is open about the same thing.")
                        .with("incidentId", open)
                        .toResponse();
            case IncidentOutcome.RefundsOutstanding(var bookings) ->
                Problem.of(
                                SupportProblems.REFUNDS_OUTSTANDING,
                                bookings + " bookings of the cancelled event are not refunded yet.")
                        .with("outstanding", bookings)
                        .toResponse();
        };
    }

    private IncidentView view(Incident incident) {
        return IncidentView.of(incident, members.count(incident.id()));
    }

    private static ProblemException notFound() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such incident.").toException();
    }
}
