package dev.boxoffice.booking.booking.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;

/// Instances write down addresses beside the requests: whoever is erased meanwhile stays forgotten.
class BuyerContactTest extends BookingServiceTest {

    @Autowired
    BuyerContactRepository contacts;

    private final String erin = "erin-" + UUID.randomUUID();
    private final String frank = "frank-" + UUID.randomUUID();
    private final BuyerContact contact = new BuyerContact("somebody@example.org", "Somebody", null);

    @BeforeEach
    void everySchemaIsThere() {
        POSTGRES.migrate("support");
    }

    private int erase(String subject) {
        return BookingTestClient.of(base(), "root", "operator")
                .delete("/people/" + subject)
                .status();
    }

    @Test
    void what_was_noted_before_an_erasure_is_not_written_after_it() {
        var noted = new NotedContact(contact, Instant.now());
        assertThat(erase(erin)).isEqualTo(200);
        assertThat(contacts.save(Map.of(erin, noted, frank, noted), Instant.now()))
                .containsExactly(erin);
        assertThat(contacts.find(erin)).isEmpty();
        assertThat(contacts.find(frank)).contains(contact);

        assertThat(contacts.save(Map.of(erin, new NotedContact(contact, Instant.now())), Instant.now()))
                .as("who comes back is known again")
                .isEmpty();
        assertThat(contacts.find(erin)).contains(contact);
    }

    @Test
    void what_is_being_written_at_that_moment_goes_too() throws Exception {
        try (var writer = POSTGRES.superuser().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            writer.setAutoCommit(false);
            try (var insert = writer.prepareStatement(
                    "insert into booking.buyer_contact (subject, email, updated_at) values (?, ?, now())")) {
                insert.setString(1, erin);
                insert.setString(2, contact.email());
                insert.executeUpdate();
            }
            var erasure = threads.submit(() -> erase(erin));
            var writerPid = writer.unwrap(PGConnection.class).getBackendPID();
            await().until(() -> erasure.isDone()
                    || sql().sql("select exists (select from pg_stat_activity where ? = any(pg_blocking_pids(pid)))")
                            .param(writerPid)
                            .query(Boolean.class)
                            .single());
            writer.commit();
            assertThat(erasure.get()).isEqualTo(200);
        }
        assertThat(contacts.find(erin)).isEmpty();
    }
}
