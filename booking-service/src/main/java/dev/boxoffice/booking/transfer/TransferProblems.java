package dev.boxoffice.booking.transfer;

import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.booking.transfer.TransferResult.Closed;
import dev.boxoffice.booking.transfer.TransferResult.Done;
import dev.boxoffice.booking.transfer.TransferResult.TooManyForReceiver;
import dev.boxoffice.booking.transfer.TransferResult.TooManyOffers;
import dev.boxoffice.booking.transfer.TransferResult.Unknown;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;

/// The refusals of transfers.
final class TransferProblems {

    static final ProblemType CLOSED = new ProblemType("transfer-closed", "This ticket cannot be passed on", 409);

    private TransferProblems() {}

    static ProblemException noSuchTicket() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such ticket of yours.")
                .toException();
    }

    static ProblemException notFound() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such transfer.").toException();
    }

    /// The transfer; else the refusal.
    static Transfer transferOf(TransferResult result) {
        return switch (result) {
            case Done(var transfer) -> transfer;
            case Unknown() -> throw noSuchTicket();
            case Closed(var reason) ->
                throw Problem.of(CLOSED, reason.sentence())
                        .with("reason", reason)
                        .toException();
            case TooManyForReceiver(var most) ->
                throw Problem.of(HoldProblems.CUSTOMER_LIMIT, "At most " + most + " tickets of this event a customer.")
                        .with("maxTicketsPerCustomer", most)
                        .toException();
            case TooManyOffers(var retryAfter) ->
                throw Problem.of(ProblemTypes.RATE_LIMITED, "This ticket has been offered often enough for today.")
                        .retryAfter(retryAfter)
                        .toException();
        };
    }
}
