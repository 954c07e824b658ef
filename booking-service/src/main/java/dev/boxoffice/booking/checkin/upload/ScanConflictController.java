package dev.boxoffice.booking.checkin.upload;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageSize;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /events/{eventId}/scan-conflicts`: tickets that more than one door has let in.
@RestController
class ScanConflictController {

    private static final UUID FIRST = new UUID(0, 0);

    /// @param nextCursor absent on the last page
    record ScanConflictPage(
            List<ScanConflict> conflicts, @Nullable String nextCursor) {}

    private final OrganizerAccessService access;
    private final OfflineScanRepository scans;

    ScanConflictController(OrganizerAccessService access, OfflineScanRepository scans) {
        this.access = access;
        this.scans = scans;
    }

    @GetMapping("/events/{eventId}/scan-conflicts")
    ResponseEntity<ScanConflictPage> list(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String cursor,
            PageSize page,
            Caller caller) {
        var event = access.requireDoor(eventId, caller);
        var after = cursor == null
                ? FIRST
                : TimeOrderedId.parse(cursor)
                        .orElseThrow(() -> FieldErrors.single("cursor", "must be the nextCursor of a page before"));
        var conflicts = scans.conflicts(event, after, page.size());
        var next = conflicts.size() < page.size()
                ? null
                : conflicts.getLast().refused().checkInId().toString();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new ScanConflictPage(conflicts, next));
    }
}
