package dev.boxoffice.event.discovery;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DiscoveryImportController {

    private final DiscoveryImportService imports;
    private final Clock clock;

    DiscoveryImportController(DiscoveryImportService imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    /// The body is read while it comes in, and never held as a whole.
    @PostMapping(path = "/events/import", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Idempotent(mode = Idempotent.Mode.LEASE)
    ResponseEntity<DiscoveryImportService.Report> importEvents(
            @RequestParam String format, HttpServletRequest request, Caller caller) throws IOException {
        if (!format.equals(DiscoveryImportService.SOURCE)) {
            throw FieldErrors.single("format", "must be " + DiscoveryImportService.SOURCE);
        }
        return ResponseEntity.ok(imports.importAll(request.getInputStream(), caller.subject(), clock.instant()));
    }
}
