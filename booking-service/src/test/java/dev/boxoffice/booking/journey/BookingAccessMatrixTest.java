package dev.boxoffice.booking.journey;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.testkit.contract.probe.AccessMatrix;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each operation is open to those the contract names, and to nobody else.
class BookingAccessMatrixTest extends BookingServiceTest {

    private static final String OWNER = "alice-who-owns";
    private static final Set<String> OF_THE_ORGANISER = Set.of(
            "getEventCancellation",
            "retryEventCancellation",
            "readLedger",
            "refundBooking",
            "listWithheldSeats",
            "withholdSeats",
            "releaseWithheldSeats",
            "sellAtBoxOffice",
            "moveBookingSeats",
            "listEventBookings",
            "listAttendees",
            "readSales",
            "readGuestList",
            "uploadScans",
            "listScanConflicts",
            "readAttendance");

    @TestFactory
    Stream<DynamicTest> whoever_may_may_and_nobody_else() {
        return AccessMatrix.tests("booking", OWNER, operation -> {
            var concert = concert().seated("Stalls", 2, 10, 4500).open();
            for (var role : OrganizationRole.values()) {
                concert.member(AccessMatrix.memberOf(role), role.name());
            }
            var alice = buyer(OWNER);
            var hold = alice.reserve(concert.ticket(0)).text("holdId");
            var booking = alice.buy(alice.reserve(concert.ticket(1)).text("holdId"), "pm_card_visa")
                    .text("bookingId");
            awaitStatus(alice, booking, "CONFIRMED");
            var transfer = alice.post("/tickets/" + concert.ticket(1) + "/transfers", Map.of("to", "bob"))
                    .text("transferId");
            if (operation.endsWith("EventCancellation")) {
                concert.cancel();
            }
            return ProbedService.of(URI.create(base()), "booking", "")
                    .variable("owner", OF_THE_ORGANISER.contains(operation) ? "olivia" : OWNER)
                    .variable("subject", OWNER)
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
        });
    }
}
