package dev.boxoffice.standalone.stripe.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.standalone.stripe.model.SimulatedCustomer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorJournalTest {

    private static final LedgerLimits LIMITS = new LedgerLimits(3, 5, 50);
    private static final int MORE_THAN_KEPT = 10;
    private static final int WRITTEN = LIMITS.kept() + MORE_THAN_KEPT;

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve("journal");
    }

    @Test
    void only_the_last_state_of_the_newest_objects_is_kept_in_the_order_they_were_made() throws IOException {
        try (var journal = opened()) {
            for (var number = 0; number < WRITTEN; number++) {
                journal.append(customer(number, "Ada"));
            }
            journal.append(customer(MORE_THAN_KEPT, "Grace"));
        }
        assertThat(replayed())
                .hasSize(LIMITS.kept())
                .startsWith(customer(MORE_THAN_KEPT, "Grace"), customer(MORE_THAN_KEPT + 1, "Ada"))
                .endsWith(customer(WRITTEN - 1, "Ada"));
        assertThat(Files.readAllLines(file)).hasSize(LIMITS.kept());
        assertThat(replayed()).hasSize(LIMITS.kept());
    }

    @Test
    void a_line_torn_by_a_crash_is_left_out_and_the_next_does_not_continue_it() throws IOException {
        try (var journal = opened()) {
            journal.append(customer(1, "Ada"));
        }
        Files.writeString(file, "{\"kind\":\"Customer\",\"id\":\"cus_2\",\"val", StandardOpenOption.APPEND);
        try (var journal = opened()) {
            var position = journal.append(customer(3, "Grace"));
            assertThat(journal.read(JournalKind.CUSTOMER, position)).isEqualTo(customer(3, "Grace"));
        }
        assertThat(replayed()).containsExactly(customer(1, "Ada"), customer(3, "Grace"));
    }

    @Test
    void each_object_stands_where_the_journal_says() {
        try (var journal = opened()) {
            var positions = IntStream.range(0, WRITTEN)
                    .mapToLong(number -> journal.append(customer(number, "Ada Łękawska")))
                    .toArray();
            for (var number = 0; number < WRITTEN; number++) {
                assertThat(journal.read(JournalKind.CUSTOMER, positions[number]))
                        .isEqualTo(customer(number, "Ada Łękawska"));
            }
        }
        var positions = new ArrayList<Long>();
        var objects = new ArrayList<>();
        try (var journal = SimulatorJournal.in(file)) {
            journal.replay(LIMITS, (row, position) -> {
                objects.add(row);
                positions.add(position);
            });
            assertThat(positions.stream().map(position -> journal.read(JournalKind.CUSTOMER, position)))
                    .containsExactlyElementsOf(objects);
        }
    }

    @Test
    void what_is_gathered_can_be_read_before_it_is_written_in_one_piece() throws IOException {
        try (var journal = opened()) {
            journal.append(customer(1, "Ada"));
            var before = Files.size(file);
            journal.gather();
            var second = journal.append(customer(2, "Grace"));
            var third = journal.append(customer(3, "Joan"));
            assertThat(Files.size(file)).isEqualTo(before);
            assertThat(journal.read(JournalKind.CUSTOMER, second)).isEqualTo(customer(2, "Grace"));
            assertThat(journal.read(JournalKind.CUSTOMER, third)).isEqualTo(customer(3, "Joan"));
            journal.write();
            assertThat(Files.readAllLines(file)).hasSize(3);
            assertThat(journal.read(JournalKind.CUSTOMER, second)).isEqualTo(customer(2, "Grace"));
            assertThat(journal.read(JournalKind.CUSTOMER, third)).isEqualTo(customer(3, "Joan"));
        }
    }

    @Test
    void without_a_file_nothing_stands_anywhere() {
        try (var journal = SimulatorJournal.in(null)) {
            journal.replay(LIMITS, (_, _) -> {});
            var position = journal.append(customer(1, "Ada"));
            assertThat(position).isEqualTo(JournalPosition.NOWHERE);
            assertThat(journal.read(JournalKind.CUSTOMER, position)).isNull();
        }
    }

    private SimulatorJournal opened() {
        var journal = SimulatorJournal.in(file);
        journal.replay(LIMITS, (_, _) -> {});
        return journal;
    }

    private List<Object> replayed() {
        var objects = new ArrayList<>();
        try (var journal = SimulatorJournal.in(file)) {
            journal.replay(LIMITS, (row, _) -> objects.add(row));
        }
        return objects;
    }

    private static SimulatedCustomer customer(int number, String name) {
        return new SimulatedCustomer("cus_" + number, Instant.EPOCH, name, null, null, null, Map.of());
    }
}
