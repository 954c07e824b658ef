package dev.boxoffice.search.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.search.SearchServiceTest;
import dev.boxoffice.testkit.contract.ContractCoverage;
import dev.boxoffice.testkit.contract.ServletMappingReader;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The contract describes this service's operations as its controllers have them.
class SearchContractCoverageTest extends SearchServiceTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void the_contract_and_the_controllers_agree() {
        assertThat(ContractCoverage.differences("search", ServletMappingReader.read(mappings)))
                .isEmpty();
    }
}
