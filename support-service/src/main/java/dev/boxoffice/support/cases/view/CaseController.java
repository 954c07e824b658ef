package dev.boxoffice.support.cases.view;

import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.history.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reading cases: the status, the history, and the lists.
@RestController
@RequestMapping("/support/cases")
class CaseController {

    record History(UUID caseId, List<HistoryEntry> events, Instant lastUpdated) {}

    record CaseList(List<CaseListItem> cases, PageInfo page) {}

    private final CaseAccessService access;
    private final CaseListRepository lists;

    CaseController(CaseAccessService access, CaseListRepository lists) {
        this.access = access;
        this.lists = lists;
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

    /// Reporters list their own cases; the desk lists everybody's, or a reporter's own with `mine=true`.
    @GetMapping
    CaseList list(
            Caller caller,
            PageQuery page,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(defaultValue = "false") boolean mine) {
        var reporter = mine || !CaseAccessService.worksAtTheDesk(caller) ? caller.subject() : null;
        var filter = new CaseListFilter(reporter, statusOf(status), queue);
        var viewer = access.viewer(caller);
        var shown = lists.findPage(filter, page).stream()
                .map(found -> found.shownTo(viewer))
                .toList();
        return new CaseList(shown, PageInfo.of(page, lists.count(filter)));
    }

    private static @Nullable CaseStatus statusOf(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return CaseStatus.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw FieldErrors.single("status", "is no status of a case");
        }
    }
}
