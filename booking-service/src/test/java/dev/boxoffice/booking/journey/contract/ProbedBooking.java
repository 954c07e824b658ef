package dev.boxoffice.booking.journey.contract;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.net.URI;
import java.util.Map;

/// Tests that call every operation about somebody's hold, booking and transfer.
abstract class ProbedBooking extends BookingServiceTest {

    /// What operations are about: a hold of the first seat, a booking of the second, and an offer to pass that on.
    ProbedService probed(BookingTestEvent concert, String owner, String token) {
        var alice = buyer(owner);
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var booking = alice.buy(alice.reserve(concert.ticket(1)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        awaitStatus(alice, booking, "CONFIRMED");
        var transfer = alice.post("/tickets/" + concert.ticket(1) + "/transfers", Map.of("to", "bob"))
                .text("transferId");
        return ProbedService.of(URI.create(base()), "booking", token)
                .variable("eventId", concert.id())
                .variable("holdId", hold)
                .variable("bookingId", booking)
                .variable("ticketId", concert.ticket(1))
                .variable("transferId", transfer)
                .member("holdId", hold)
                .member("ticketIds", concert.ticket(2))
                .member("ticketId", concert.ticket(2))
                .member("from", concert.ticket(1))
                .member("to", concert.ticket(3))
                .member("eventIds", concert.id());
    }
}
