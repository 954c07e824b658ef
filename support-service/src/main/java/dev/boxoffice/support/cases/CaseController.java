package dev.boxoffice.support.cases;

import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.audit.AuditTrail;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Reading cases: the status, the history, the stream, and the lists.
@RestController
@RequestMapping("/support")
class CaseController {

    record History(UUID caseId, List<AuditTrail.Entry> events, Instant lastUpdated) {}

    record CaseList(List<CaseList.Item> cases, PageInfo page) {
        record Item(
                UUID id,
                CaseStatus status,
                int severity,
                String queue,
                String category,
                String subject,
                Instant dueAt,
                Instant createdAt,
                Instant lastUpdated) {}
    }

    record Queues(List<QueueView> queues) {}

    private final CaseReader reader;
    private final CaseLists lists;
    private final CaseStream stream;
    private final Suggestions suggestions;

    CaseController(CaseReader reader, CaseLists lists, CaseStream stream, Suggestions suggestions) {
        this.reader = reader;
        this.lists = lists;
        this.stream = stream;
        this.suggestions = suggestions;
    }

    @GetMapping("/cases/{id}")
    ResponseEntity<CaseView> read(@PathVariable String id, Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(reader.view(reader.visible(id, caller), caller));
    }

    @GetMapping("/cases/{id}/history")
    History history(@PathVariable String id, Caller caller) {
        var found = reader.visible(id, caller);
        return new History(
                found.id(), reader.history(found, caller), found.progress().updatedAt());
    }

    @GetMapping(path = "/cases/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(@PathVariable String id, Caller caller) {
        var found = reader.visible(id, caller);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(stream.open(found, reader.viewer(caller)));
    }

    /// Reporters list their own cases; the desk lists everybody's, or a reporter's own with `mine=true`.
    @GetMapping("/cases")
    CaseList list(
            Caller caller,
            PageQuery page,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(defaultValue = "false") boolean mine) {
        var reporter = mine || !CaseReader.worksAtTheDesk(caller) ? caller.subject() : null;
        var filter = new CaseLists.Filter(reporter, statusOf(status), queue);
        return new CaseList(lists.page(filter, page), PageInfo.of(page, lists.count(filter)));
    }

    @GetMapping("/cases/{id}/suggestions")
    Suggestions.Answer suggestions(@PathVariable String id, Caller caller) {
        return suggestions.forCase(reader.visible(id, caller), reader.viewer(caller));
    }

    @GetMapping("/queues")
    Queues queues() {
        return new Queues(lists.queues());
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
