package dev.boxoffice.search.contract;

import dev.boxoffice.search.SearchServiceTest;
import dev.boxoffice.testkit.contract.probe.AccessMatrix;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each operation is open to those the contract names, and to nobody else.
class SearchAccessMatrixTest extends SearchServiceTest {

    @TestFactory
    Stream<DynamicTest> whoever_may_may_and_nobody_else() {
        return AccessMatrix.tests(
                "search", "olivia", _ -> ProbedService.of(URI.create("http://localhost:" + port), "search", ""));
    }
}
