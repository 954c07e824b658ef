package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.admission.AdmissionAuditEntry;
import dev.boxoffice.gateway.waitingroom.admission.AdmissionAuditStore;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Who was admitted to an event and how each admission ended, for operators who are asked why.
@RestController
class AdmissionAuditController {

    private static final int MOST = 1_000;
    private static final Pattern ID = Pattern.compile("\\d{1,19}-\\d{1,19}");

    /// @param next what to ask for as `before` to read on; absent at the end
    record AdmissionAuditResponse(
            List<AdmissionAuditEntry> entries, @Nullable String next) {}

    private final AdmissionAuditStore audits;

    AdmissionAuditController(AdmissionAuditStore audits) {
        this.audits = audits;
    }

    /// The newest first. With `subject` only that user's entries among those looked at.
    @GetMapping("/events/{eventId}/queue/audit")
    Mono<AdmissionAuditResponse> read(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String subject) {
        UUID event = EventIdPath.parse(eventId);
        if (before != null && !ID.matcher(before).matches()) {
            return Mono.error(FieldErrors.single("before", "must be the id of an entry"));
        }
        String who = subject == null ? null : UserHash.of(subject).text();
        return audits.newest(event, before, MOST)
                .map(newest -> new AdmissionAuditResponse(
                        newest.stream()
                                .filter(entry -> who == null || who.equals(entry.who()))
                                .toList(),
                        newest.size() < MOST ? null : newest.getLast().id()));
    }
}
