package dev.boxoffice.booking.checkin.guestlist;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.platform.input.Rfc3339;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /events/{eventId}/guest-list`: what a door without a network lets in by.
@RestController
class GuestListController {

    private final OrganizerAccessService access;
    private final SaleCatalogueService catalogue;
    private final GuestListService lists;

    GuestListController(OrganizerAccessService access, SaleCatalogueService catalogue, GuestListService lists) {
        this.access = access;
        this.catalogue = catalogue;
        this.lists = lists;
    }

    /// Written as it is read: a stadium's list is never in memory as a whole.
    @GetMapping(path = "/events/{eventId}/guest-list", produces = MediaType.APPLICATION_JSON_VALUE)
    void read(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String since,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        var sale = catalogue
                .find(access.requireDoor(eventId, caller))
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "This event has no tickets yet.")
                        .toException());
        lists.write(sale, since == null ? null : instant(since), new JsonReader(sale.id(), since, response));
    }

    private static Instant instant(String text) {
        try {
            return Rfc3339.inRange(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            throw FieldErrors.single("since", "must be the issuedAt of a list before");
        }
    }

    /// Nothing in it needs escaping: ids, times and what is base64url.
    private static final class JsonReader implements GuestListService.Reader {

        private final UUID event;
        private final boolean isDelta;
        private final HttpServletResponse response;
        private int left;

        JsonReader(UUID event, @Nullable String since, HttpServletResponse response) {
            this.event = event;
            this.isDelta = since != null;
            this.response = response;
        }

        @Override
        public void begin(Instant issuedAt, int parts) {
            left = parts;
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setHeader("Cache-Control", "no-store");
            out().print("{\"eventId\":\"" + event + "\",\"issuedAt\":\"" + issuedAt + "\",\"isDelta\":" + isDelta
                    + ",\"parts\":[");
        }

        @Override
        public void part(String jws) {
            left--;
            out().print("\"" + jws + (left > 0 ? "\"," : "\"]}"));
        }

        private PrintWriter out() {
            try {
                return response.getWriter();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
