package dev.boxoffice.support.cases.view;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.history.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Reading cases: the status, and the history.
@RestController
@RequestMapping("/support/cases")
class CaseController {

    record History(UUID caseId, List<HistoryEntry> events, Instant lastUpdated) {}

    private final CaseAccessService access;

    CaseController(CaseAccessService access) {
        this.access = access;
    }

    @GetMapping("/{id}")
    ResponseEntity<CaseView> read(@PathVariable String id, Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(access.view(access.visible(id, caller), caller));
    }

    @GetMapping("/{id}/history")
    History history(@PathVariable String id, Caller caller) {
        var found = access.visible(id, caller);
        return new History(
                found.id(), access.history(found, caller), found.progress().updatedAt());
    }
}
