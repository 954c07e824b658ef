package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A buyer's claim on seats, and how far its payment has come.
///
/// @param holdKey the hold it was confirmed from
/// @param admission id of the waiting room's admission it uses up
public record Booking(
        UUID event,
        UUID id,
        String buyer,
        String holdKey,
        List<Integer> ordinals,
        BookingPrice price,
        BookingStatus status,
        @Nullable String admission,
        @Nullable String failureCode,
        Attempt attempt,
        Instant createdAt) {

    /// One try to pay. While it is unanswered, whether Stripe has charged is unknown. Once it is over, only its
    /// number and its PaymentIntent are kept.
    ///
    /// @param number from 1; each card tried is one
    /// @param method null where the buyer pays by Stripe's Payment Element
    /// @param intent Stripe's PaymentIntent, once known
    /// @param clientSecret lets the buyer's browser finish the payment; for nobody else
    /// @param deadline until when the payment may end well
    public record Attempt(
            int number,
            boolean answered,
            Instant startedAt,
            @Nullable String method,
            @Nullable String intent,
            @Nullable String clientSecret,
            Instant deadline) {}

    public Booking withNextAttempt(
            @Nullable String method, @Nullable String intent, boolean answered, ClaimTimes times) {
        var next = new Attempt(attempt.number() + 1, answered, times.now(), method, intent, null, times.deadline());
        return new Booking(
                event, id, buyer, holdKey, ordinals, price, BookingStatus.PROCESSING, admission, null, next, createdAt);
    }

    public Money total() {
        return price.total();
    }

    /// What the total is made of, ticket by ticket.
    public List<BookingLine> lines() {
        return price.lines(ordinals);
    }

    public boolean isFree() {
        return total().amount() == 0;
    }

    public boolean awaitsPaymentElement() {
        return attempt.method() == null;
    }
}
