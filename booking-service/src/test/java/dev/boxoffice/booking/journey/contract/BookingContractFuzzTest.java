package dev.boxoffice.booking.journey.contract;

import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.probe.ContractFuzzer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// I1, I2, I5: whatever is sent to an operation, nothing fails and nothing is passed over in silence.
class BookingContractFuzzTest extends ProbedBooking {

    @TestFactory
    Stream<DynamicTest> nothing_fails_and_nothing_is_passed_over() {
        var concert = concert().seated("Stalls", 4, 20, 4500).limits(8, 80).open();
        var probed = probed(
                concert,
                "alice-fuzzed",
                TokenIssuer.shared().token("alice-fuzzed", "buyer", "scanner", "operator", "organizer", "agent"));
        concert.member("alice-fuzzed", "OWNER");
        return ContractFuzzer.tests(probed.variable("subject", "nobody-fuzzed"));
    }
}
