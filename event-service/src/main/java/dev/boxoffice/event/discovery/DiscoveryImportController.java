package dev.boxoffice.event.discovery;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.time.Clock;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class DiscoveryImportController {

    private static final int MAX_EVENTS = 20_000;

    private final DiscoveryImportService imports;
    private final Clock clock;

    DiscoveryImportController(DiscoveryImportService imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    @PostMapping("/events/import")
    @Idempotent(mode = Idempotent.Mode.LEASE)
    ResponseEntity<DiscoveryImportService.Report> importEvents(
            @RequestParam String format, @RequestBody JsonNode document, Caller caller) {
        if (!format.equals(DiscoveryImportService.SOURCE)) {
            throw FieldErrors.single("format", "must be " + DiscoveryImportService.SOURCE);
        }
        return ResponseEntity.ok(imports.importAll(events(document), caller.subject(), clock.instant()));
    }

    /// A page as the API answers it, or just its events.
    private static List<JsonNode> events(JsonNode document) {
        var events = document.isArray() ? document : document.path("_embedded").path("events");
        var emptyPage = document.path("page").path("totalElements").asInt(-1) == 0;
        if (!events.isArray() && !emptyPage) {
            throw FieldErrors.single("_embedded.events", "must be the list of events of a Discovery page");
        }
        if (events.size() > MAX_EVENTS) {
            throw FieldErrors.single("_embedded.events", "must be at most " + MAX_EVENTS + " in one import");
        }
        return events.valueStream().toList();
    }
}
