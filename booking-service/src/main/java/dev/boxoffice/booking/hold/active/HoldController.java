package dev.boxoffice.booking.hold.active;

import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldIdCodec;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.booking.hold.HoldView;
import dev.boxoffice.booking.hold.price.HoldPriceService;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `GET` and `DELETE /booking/holds/{holdId}`.
@RestController
class HoldController {

    private final HoldIdCodec ids;
    private final ActiveHoldService holds;
    private final SaleCatalogueService catalogue;
    private final HoldPriceService prices;
    private final OfferDecline offers;

    HoldController(
            HoldIdCodec ids,
            ActiveHoldService holds,
            SaleCatalogueService catalogue,
            HoldPriceService prices,
            OfferDecline offers) {
        this.offers = offers;
        this.ids = ids;
        this.holds = holds;
        this.catalogue = catalogue;
        this.prices = prices;
    }

    @GetMapping("/booking/holds/{holdId}")
    ResponseEntity<HoldView> read(@PathVariable String holdId, Caller caller) {
        var hold = ownHold(holdId, caller);
        var left = holds.timeLeft(hold);
        if (!left.isPositive()) {
            return ended(hold).toResponse();
        }
        var sale = catalogue.find(hold.event()).orElseThrow();
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(HoldView.of(hold, holdId, sale, prices.priceOf(hold, sale).lines(), left));
    }

    private Problem ended(Hold hold) {
        return Problem.of(
                HoldProblems.HOLD_EXPIRED,
                holds.hasBought(hold)
                        ? "This hold has ended; seats of it are yours, paid for or being paid for."
                        : "This hold has ended; its seats may be somebody else's by now.");
    }

    @DeleteMapping("/booking/holds/{holdId}")
    ResponseEntity<Void> release(@PathVariable String holdId, Caller caller) {
        var hold = ownHold(holdId, caller);
        return switch (holds.release(hold)) {
            case RELEASED -> ResponseEntity.noContent().build();
            case IN_PAYMENT ->
                offers.decline(hold, caller.subject())
                        ? ResponseEntity.noContent().build()
                        : Problem.of(
                                        HoldProblems.HOLD_IN_PAYMENT,
                                        "These seats are being paid for, or are paid for. Cancel the booking instead.")
                                .toResponse();
            case UNKNOWN ->
                Problem.of(ProblemTypes.UNAVAILABLE, "The hold cannot be reached now. It ends by itself in time.")
                        .header(HttpHeaders.RETRY_AFTER, "2")
                        .toResponse();
        };
    }

    private Hold ownHold(String holdId, Caller caller) {
        var hold = ids.decode(holdId)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such hold.")
                        .toException());
        if (!hold.belongsTo(caller.subject())) {
            throw Problem.of(ProblemTypes.FORBIDDEN, "This hold is somebody else's.")
                    .toException();
        }
        return hold;
    }
}
