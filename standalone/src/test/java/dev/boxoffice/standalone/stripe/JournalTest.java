package dev.boxoffice.standalone.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final int MORE_THAN_KEPT = 10;
    private static final int WRITTEN = Ledger.keepOf("Customer") + MORE_THAN_KEPT;

    @TempDir
    Path directory;

    @Test
    void only_the_last_state_of_the_newest_objects_is_kept_in_the_order_they_were_made() throws IOException {
        var file = directory.resolve("journal");
        try (var journal = Journal.in(file)) {
            journal.replay(_ -> {});
            for (var number = 0; number < WRITTEN; number++) {
                journal.append(customer(number, "Ada"));
            }
            journal.append(customer(MORE_THAN_KEPT, "Grace"));
        }
        assertThat(replayed(file))
                .hasSize(Ledger.keepOf("Customer"))
                .startsWith(customer(MORE_THAN_KEPT, "Grace"), customer(MORE_THAN_KEPT + 1, "Ada"))
                .endsWith(customer(WRITTEN - 1, "Ada"));
        assertThat(Files.readAllLines(file)).hasSize(Ledger.keepOf("Customer"));
        assertThat(replayed(file)).hasSize(Ledger.keepOf("Customer"));
    }

    private static List<Object> replayed(Path file) {
        var objects = new ArrayList<>();
        try (var journal = Journal.in(file)) {
            journal.replay(objects::add);
        }
        return objects;
    }

    private static Customer customer(int number, String name) {
        return new Customer("cus_" + number, Instant.EPOCH, name, null, null, null, Map.of());
    }
}
