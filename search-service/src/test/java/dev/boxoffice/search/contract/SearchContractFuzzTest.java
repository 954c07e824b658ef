package dev.boxoffice.search.contract;

import dev.boxoffice.search.SearchServiceTest;
import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.probe.ContractFuzzer;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// I1, I2, I5: whatever is sent to an operation, nothing fails and nothing is passed over in silence.
class SearchContractFuzzTest extends SearchServiceTest {

    @TestFactory
    Stream<DynamicTest> nothing_fails_and_nothing_is_passed_over() {
        return ContractFuzzer.tests(ProbedService.of(
                URI.create("http://localhost:" + port),
                "search",
                TokenIssuer.shared().token("oscar", "operator")));
    }
}
