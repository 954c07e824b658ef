package dev.boxoffice.booking.journey.contract;

import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.testkit.contract.probe.AccessMatrix;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each operation is open to those the contract names, and to nobody else.
class BookingAccessMatrixTest extends ProbedBooking {

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
            var probed = probed(concert, OWNER, "");
            if (operation.endsWith("EventCancellation")) {
                concert.cancel();
            }
            return probed.variable("owner", OF_THE_ORGANISER.contains(operation) ? "olivia" : OWNER)
                    .variable("subject", OWNER);
        });
    }
}
