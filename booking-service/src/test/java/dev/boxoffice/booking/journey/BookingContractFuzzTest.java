package dev.boxoffice.booking.journey;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.probe.ContractFuzzer;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// I1, I2, I5: whatever is sent to an operation, nothing fails and nothing is passed over in silence.
class BookingContractFuzzTest extends BookingServiceTest {

    @TestFactory
    Stream<DynamicTest> nothing_fails_and_nothing_is_passed_over() {
        var concert = concert().seated("Stalls", 4, 20, 4500).limits(8, 80).open();
        var alice = buyer("alice-fuzzed");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var booking = alice.buy(alice.reserve(concert.ticket(1)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        awaitStatus(alice, booking, "CONFIRMED");
        var transfer = alice.post("/tickets/" + concert.ticket(1) + "/transfers", Map.of("to", "bob"))
                .text("transferId");
        concert.member("alice-fuzzed", "OWNER");
        return ContractFuzzer.tests(ProbedService.of(
                        URI.create(base()),
                        "booking",
                        TokenIssuer.shared()
                                .token("alice-fuzzed", "buyer", "scanner", "operator", "organizer", "agent"))
                .variable("subject", "nobody-fuzzed")
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
                .member("eventIds", concert.id()));
    }
}
