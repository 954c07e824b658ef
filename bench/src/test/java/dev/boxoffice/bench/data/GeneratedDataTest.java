package dev.boxoffice.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.testkit.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// P1 and P6: what load runs put into the tables fits them as they are now, and goes again.
@Tag("stores")
class GeneratedDataTest {

    private static final int EVENTS = 1_000;
    private static final int BOOKINGS = 60_000;

    private static TestPostgres postgres = TestPostgres.shared();

    @BeforeAll
    static void migrate() {
        postgres = TestPostgres.start().migrate("event").migrate("booking");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static long count(String sql) {
        return JdbcClient.create(postgres.superuser())
                .sql("select count(*) from " + sql)
                .query(Long.class)
                .single();
    }

    @Test
    void a_generated_catalogue_is_searchable_by_its_performers_and_leaves_nothing_behind() throws SQLException {
        var published = count("pg_publication_tables where pubname = 'boxoffice_search'");
        try (var catalogue = GeneratedCatalogue.in(postgres.superuser().getConnection(), EVENTS)) {
            assertThat(count("catalog.event")).isEqualTo(EVENTS);
            assertThat(count("inventory.event_count")).isEqualTo(EVENTS / 5);
            assertThat(count("inventory.ticket")).isEqualTo(4 * EVENTS / 5);
            assertThat(catalogue.busiestPerformers(10)).hasSize(10);
            catalogue.rename(catalogue.someEvents(1).getFirst(), "Renamed");
            assertThat(count("catalog.event where name = 'Renamed'")).isOne();
            assertThat(count("pg_publication_tables where pubname = 'boxoffice_search'"))
                    .isEqualTo(published);
        }
        for (var table : new String[] {"catalog.event", "catalog.venue", "catalog.performer", "inventory.ticket"}) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(count("pg_publication_tables where pubname = 'boxoffice_search'"))
                .isEqualTo(published);
    }

    @Test
    void generated_bookings_break_no_rule_and_leave_nothing_behind() throws SQLException {
        try (var _ = GeneratedBookings.in(postgres.superuser().getConnection(), BOOKINGS)) {
            assertThat(count("booking.booking where status = 'PAYMENT_FAILED'")).isEqualTo(BOOKINGS);
        }
        assertThat(count("booking.booking")).isZero();
    }
}
