package dev.boxoffice.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTopologyTest {
    @TempDir
    private Path directory;

    /// D14: `/dev/token` gives operators' tokens, so nothing listens on the network unless told to.
    @Test
    void every_process_listens_on_loopback() {
        assertThat(processes(Map.of("BOXOFFICE_INSTANCES", "2")))
                .hasSizeGreaterThan(10)
                // The simulator knows no other address than loopback.
                .filteredOn(process -> !process.name().equals("stripe-simulator"))
                .allSatisfy(process -> assertThat(process.environment())
                        .as(process.name())
                        .containsEntry("SERVER_ADDRESS", "127.0.0.1"));
    }

    /// D14.
    @Test
    void only_the_gateway_is_opened_to_the_network() {
        var open = processes(Map.of("BOXOFFICE_STANDALONE_BIND", "0.0.0.0"));
        assertThat(open)
                .filteredOn(process -> "0.0.0.0".equals(process.environment().get("SERVER_ADDRESS")))
                .singleElement()
                .satisfies(gateway -> {
                    assertThat(gateway.name()).isEqualTo("gateway");
                    assertThat(gateway.environment()).containsEntry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
                    assertThat(gateway.address()).isEqualTo("http://localhost:8080");
                });
    }

    @Test
    void a_gateway_on_one_other_address_is_sought_there() {
        var bound = Map.of("BOXOFFICE_STANDALONE_BIND", "192.0.2.7");
        assertThat(settings(bound).gateway()).isEqualTo("http://192.0.2.7:8080");
        assertThat(processes(bound))
                .filteredOn(process -> process.name().equals("gateway"))
                .extracting(ServiceSpec::healthAddress)
                .containsExactly("http://192.0.2.7:8080/problems");
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> settings(Map.of("BOXOFFICE_STANDALONE_BIND", "everywhere")))
                .withMessageContaining("BOXOFFICE_STANDALONE_BIND");
    }

    private List<ServiceSpec> processes(Map<String, String> environment) {
        var topology = new StandaloneTopology(settings(environment), new SecretDirectory(directory.resolve("secrets")));
        var all = new ArrayList<>(topology.outsideWorld());
        all.addAll(topology.eventServices());
        all.addAll(topology.otherServices());
        return all;
    }

    private LauncherSettings settings(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("BOXOFFICE_ROOT", directory.toString());
        return LauncherSettings.from(all);
    }
}
