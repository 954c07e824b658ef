package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.pricing.CodeRefusal;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Duration;

/// The refusals of reserving and of holds.
public final class HoldProblems {

    public static final ProblemType SEAT_TAKEN = new ProblemType("seat-taken", "Seat taken", 409);
    public static final ProblemType NOT_ON_SALE = new ProblemType("not-on-sale", "Not on sale", 409);
    public static final ProblemType SOLD_OUT = new ProblemType("sold-out", "Sold out", 409);
    public static final ProblemType CUSTOMER_LIMIT = new ProblemType("ticket-limit", "Too many tickets", 409);
    public static final ProblemType BOOKING_LIMIT = new ProblemType("ticket-limit", "Too many tickets", 422);
    public static final ProblemType AMOUNT_NOT_CHARGEABLE =
            new ProblemType("amount-not-chargeable", "The total cannot be charged", 422);
    public static final ProblemType ADMISSION_REQUIRED =
            new ProblemType("admission-required", "Admission required", 403);
    public static final ProblemType HOLD_EXPIRED = new ProblemType("hold-expired", "The hold has ended", 410);
    public static final ProblemType TOO_MANY_ATTEMPTS =
            new ProblemType("too-many-attempts", "Too many declined cards", 429);
    public static final ProblemType HOLD_IN_PAYMENT =
            new ProblemType("hold-in-payment", "The hold is being paid for", 409);

    public static final ProblemType LEAVES_SINGLE_SEAT =
            new ProblemType("leaves-single-seat", "A single seat would be left", 409);
    public static final ProblemType CODE_REFUSED = new ProblemType("code-refused", "The code is refused", 409);

    private HoldProblems() {}

    /// @param has how many the customer has
    public static Problem tooManyForCustomer(int most, int has) {
        return Problem.of(
                        CUSTOMER_LIMIT,
                        "At most " + most + " tickets of this event a customer; you have " + has + " already.")
                .with("maxTicketsPerCustomer", most)
                .with("has", has);
    }

    public static Problem codeRefused(CodeRefusal reason) {
        return Problem.of(CODE_REFUSED, reason.sentence()).with("reason", reason);
    }

    public static Problem tooManyGuesses(Duration retryAfter) {
        return Problem.of(ProblemTypes.RATE_LIMITED, "Too many codes were tried that do not exist. Try later.")
                .retryAfter(retryAfter);
    }
}
