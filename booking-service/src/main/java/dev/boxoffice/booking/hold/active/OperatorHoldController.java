package dev.boxoffice.booking.hold.active;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldIdCodec;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `DELETE /operator/holds/{hold}`: ends any buyer's hold, named by its id or by one of its tickets. Inside the
/// platform only; seats that are being paid for stay.
@RestController
class OperatorHoldController {

    private static final Logger log = LoggerFactory.getLogger(OperatorHoldController.class);

    private final HoldIdCodec ids;
    private final ActiveHoldService holds;
    private final OperatorHoldService operators;

    OperatorHoldController(HoldIdCodec ids, ActiveHoldService holds, OperatorHoldService operators) {
        this.ids = ids;
        this.holds = holds;
        this.operators = operators;
    }

    @DeleteMapping("/operator/holds/{name}")
    ResponseEntity<Void> release(@PathVariable String name) {
        var hold = find(name)
                .filter(holds::isAlive)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such hold; it may have ended.")
                        .toException());
        return switch (operators.release(hold)) {
            case RELEASED -> {
                log.info("An operator released seats {} of event {}", hold.ordinals(), hold.event());
                yield ResponseEntity.noContent().build();
            }
            case IN_PAYMENT ->
                Problem.of(HoldProblems.HOLD_IN_PAYMENT, "These seats are being paid for. Reconcile the booking.")
                        .toResponse();
            case UNKNOWN ->
                Problem.of(ProblemTypes.UNAVAILABLE, "The hold cannot be reached now. It ends by itself in time.")
                        .header(HttpHeaders.RETRY_AFTER, "2")
                        .toResponse();
        };
    }

    private Optional<Hold> find(String name) {
        return TicketId.parse(name).map(holds::findBySeat).orElseGet(() -> ids.decode(name));
    }
}
