package dev.boxoffice.booking.booking.ledger;

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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /events/{eventId}/ledger`: every cent of an event, line by line, and the sums.
@RestController
class LedgerController {

    /// @param nextCursor absent on the last page
    record LedgerPage(
            List<Ledger.Entry> entries,
            List<Ledger.Total> totals,
            @Nullable String nextCursor) {}

    private final LedgerRepository ledger;
    private final EventAccessService rights;

    LedgerController(LedgerRepository ledger, EventAccessService rights) {
        this.ledger = ledger;
        this.rights = rights;
    }

    @GetMapping("/events/{eventId}/ledger")
    ResponseEntity<LedgerPage> read(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String cursor,
            PageSize page,
            Caller caller) {
        var event = TimeOrderedId.parse(eventId)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.")
                        .toException());
        rights.require(event, caller, OrganizationRight.READ_MONEY, caller.has(Role.OPERATOR));
        var entries = ledger.find(event, after(cursor), page.size());
        var next = entries.size() < page.size() ? null : entries.getLast().id().toString();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new LedgerPage(entries, ledger.totals(event), next));
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        return cursor == null
                ? null
                : TimeOrderedId.parse(cursor)
                        .orElseThrow(() -> FieldErrors.single("cursor", "must be the nextCursor of a page before"));
    }
}
