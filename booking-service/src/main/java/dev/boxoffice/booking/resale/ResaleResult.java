package dev.boxoffice.booking.resale;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import java.util.List;

/// How listing tickets, or taking them back from the sale, can end.
sealed interface ResaleResult {

    record Done(Booking booking) implements ResaleResult {}

    record NoSuchTicket() implements ResaleResult {}

    record NotConfirmed(BookingStatus status) implements ResaleResult {}

    record Closed(Reason reason) implements ResaleResult {}

    /// A ticket that stays needs one of this price type beside it, and would have none.
    record Needed(String priceType) implements ResaleResult {}

    /// Somebody is offered these, or pays for them.
    record OnOffer(List<Integer> ordinals) implements ResaleResult {}

    /// Why a ticket cannot be sold for its buyer.
    enum Reason {
        USED("Somebody has gone in with a ticket of these."),
        TRANSFERRED("A ticket of these is somebody else's now."),
        RETURNED("A ticket of these has been given back, or sold, before."),
        EVENT_OVER("The event has begun, or does not take place."),
        SALES_ENDED("Tickets for this event are no longer sold.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }
}
