package dev.boxoffice.booking.audit;

import dev.boxoffice.booking.catalogue.right.EventAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.page.PageSize;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /audit`: operators read all of it, organisers what concerns their organizations.
@RestController
class AuditController {

    private static final int MAX_SUBJECT = 255;

    /// @param nextCursor absent on the last page
    record AuditPage(List<AuditView> entries, @Nullable String nextCursor) {}

    private final AuditTrailRepository trail;
    private final EventAccessService rights;

    AuditController(AuditTrailRepository trail, EventAccessService rights) {
        this.trail = trail;
        this.rights = rights;
    }

    @GetMapping("/audit")
    ResponseEntity<AuditPage> read(
            @RequestParam(required = false) @Nullable String eventId,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String cursor,
            PageSize page,
            Caller caller) {
        if (subject != null && subject.length() > MAX_SUBJECT) {
            throw FieldErrors.single("subject", "has at most " + MAX_SUBJECT + " characters");
        }
        var event = eventId == null ? null : existing(eventId);
        var member = caller.has(Role.OPERATOR) ? null : caller.subject();
        var found = trail.find(new AuditTrailRepository.Query(event, subject, member, after(cursor), page.size()));
        if (event != null && found.isEmpty()) {
            requireReadable(event, caller);
        }
        var next = found.size() < page.size() ? null : found.getLast().id().toString();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new AuditPage(found, next));
    }

    private static UUID existing(String eventId) {
        return TimeOrderedId.parse(eventId)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.")
                        .toException());
    }

    /// Whoever finds nothing is told why. Lines are found by their organization, also those of a draft that
    /// has been deleted since.
    private void requireReadable(UUID event, Caller caller) {
        rights.require(event, caller, OrganizationRight.READ_AUDIT, caller.has(Role.OPERATOR));
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        return cursor == null
                ? null
                : TimeOrderedId.parse(cursor)
                        .orElseThrow(() -> FieldErrors.single("cursor", "must be the nextCursor of a page before"));
    }
}
