package dev.boxoffice.booking.transfer;

import java.time.Duration;

/// How an offer, its acceptance or its end can come out.
sealed interface TransferResult {

    record Done(Transfer transfer) implements TransferResult {}

    /// There is no such ticket or transfer, as far as the caller may know.
    record Unknown() implements TransferResult {}

    record Closed(Reason reason) implements TransferResult {}

    /// The receiver has as many tickets of the event as one may have.
    record TooManyForReceiver(int most) implements TransferResult {}

    /// @param retryAfter until one of them is older than a day
    record TooManyOffers(Duration retryAfter) implements TransferResult {}

    /// Why a ticket cannot go to another person.
    enum Reason {
        USED("Somebody has gone in with this ticket."),
        OFFERED("This ticket is offered to somebody already. Take that back first."),
        FOR_RESALE("Somebody is offered this ticket now, since it is for resale."),
        EVENT_OVER("The event has begun, or does not take place."),
        OWN("This ticket is yours already."),
        NOT_OFFERED("This offer is over: it was accepted, taken back, or has lapsed.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }
}
