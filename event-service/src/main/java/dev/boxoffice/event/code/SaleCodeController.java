package dev.boxoffice.event.code;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// An organiser's codes.
@RestController
@RequestMapping("/events/{eventId}/codes")
class SaleCodeController {

    /// @param page absent in the answer to those who make some
    record CodeList(List<SaleCode> codes, @Nullable PageInfo page) {}

    private final SaleCodeService codes;
    private final Clock clock;

    SaleCodeController(SaleCodeService codes, Clock clock) {
        this.clock = clock;
        this.codes = codes;
    }

    @PostMapping
    @Idempotent
    ResponseEntity<CodeList> make(
            @PathVariable String eventId, @Valid @RequestBody SaleCodeRequest request, Caller caller) {
        return answer(eventId, null, id -> codes.make(id, request, caller, clock.instant()));
    }

    @GetMapping
    ResponseEntity<CodeList> list(@PathVariable String eventId, PageQuery page, Caller caller) {
        return answer(eventId, page, id -> codes.list(id, page, caller));
    }

    @DeleteMapping("/{code}")
    ResponseEntity<CodeList> delete(@PathVariable String eventId, @PathVariable String code, Caller caller) {
        return answer(eventId, null, id -> codes.delete(id, code, caller, clock.instant()));
    }

    private static ResponseEntity<CodeList> answer(
            String eventId, @Nullable PageQuery page, Function<UUID, SaleCodeService.Outcome> act) {
        var outcome = TimeOrderedId.parse(eventId).map(act).orElseGet(SaleCodeService.Outcome.NoSuchEvent::new);
        return switch (outcome) {
            case SaleCodeService.Outcome.Made(var made) ->
                ResponseEntity.created(URI.create("/events/" + eventId + "/codes"))
                        .body(new CodeList(made, null));
            case SaleCodeService.Outcome.Listed(var found, var total) ->
                ResponseEntity.ok()
                        .header("Cache-Control", "no-store")
                        .body(new CodeList(found, page == null ? null : PageInfo.of(page, total)));
            case SaleCodeService.Outcome.Deleted() -> ResponseEntity.noContent().build();
            case SaleCodeService.Outcome.NoSuchCode() ->
                Problem.of(ProblemTypes.NOT_FOUND, "The event has no such code.")
                        .toResponse();
            case SaleCodeService.Outcome.NoSuchEvent() ->
                Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.").toResponse();
            case SaleCodeService.Outcome.NotTheOwner() ->
                Problem.of(ProblemTypes.FORBIDDEN, "Only the organiser of this event may do that.")
                        .toResponse();
        };
    }
}
