package dev.boxoffice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.testkit.contract.ContractCoverage;
import dev.boxoffice.testkit.contract.ReactiveMappingReader;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/// The contract describes this service's operations as its controllers have them.
class GatewayContractCoverageTest extends GatewayTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void the_contract_and_the_controllers_agree() {
        assertThat(ContractCoverage.differences("gateway", ReactiveMappingReader.read(mappings)))
                .isEmpty();
    }
}
