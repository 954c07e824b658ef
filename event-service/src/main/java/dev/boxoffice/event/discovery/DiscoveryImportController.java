package dev.boxoffice.event.discovery;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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
    ///
    /// @param fetchedAt when the page was fetched from its source, where that was not just now
    @PostMapping(path = "/events/import", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Idempotent(mode = Idempotent.Mode.LEASE)
    ResponseEntity<ImportReport> importEvents(
            @RequestParam String format,
            @RequestParam(required = false) @Nullable Instant fetchedAt,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        if (!format.equals(DiscoveryListingService.SOURCE)) {
            throw FieldErrors.single("format", "must be " + DiscoveryListingService.SOURCE);
        }
        var now = clock.instant();
        if (fetchedAt != null && fetchedAt.isAfter(now)) {
            throw FieldErrors.single("fetchedAt", "must not be in the future");
        }
        var importing = new DiscoveryImport.Importer(caller.subject(), fetchedAt == null ? now : fetchedAt, now);
        return ResponseEntity.ok(imports.importAll(request.getInputStream(), importing));
    }
}
