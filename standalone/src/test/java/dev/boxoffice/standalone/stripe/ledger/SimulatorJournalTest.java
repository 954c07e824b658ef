package dev.boxoffice.standalone.stripe.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.standalone.stripe.model.SimulatedCustomer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorJournalTest {

    private static final int MORE_THAN_KEPT = 10;
    private static final int WRITTEN = SimulatorLedger.keepOf("Customer") + MORE_THAN_KEPT;

    @TempDir
    Path directory;

    @Test
    void only_the_last_state_of_the_newest_objects_is_kept_in_the_order_they_were_made() throws IOException {
        var file = directory.resolve("journal");
        try (var journal = SimulatorJournal.in(file)) {
            journal.replay(_ -> {});
            for (var number = 0; number < WRITTEN; number++) {
                journal.append(customer(number, "Ada"));
            }
            journal.append(customer(MORE_THAN_KEPT, "Grace"));
        }
        assertThat(replayed(file))
                .hasSize(SimulatorLedger.keepOf("Customer"))
                .startsWith(customer(MORE_THAN_KEPT, "Grace"), customer(MORE_THAN_KEPT + 1, "Ada"))
                .endsWith(customer(WRITTEN - 1, "Ada"));
        assertThat(Files.readAllLines(file)).hasSize(SimulatorLedger.keepOf("Customer"));
        assertThat(replayed(file)).hasSize(SimulatorLedger.keepOf("Customer"));
    }

    private static List<Object> replayed(Path file) {
        var objects = new ArrayList<>();
        try (var journal = SimulatorJournal.in(file)) {
            journal.replay(objects::add);
        }
        return objects;
    }

    private static SimulatedCustomer customer(int number, String name) {
        return new SimulatedCustomer("cus_" + number, Instant.EPOCH, name, null, null, null, Map.of());
    }
}
