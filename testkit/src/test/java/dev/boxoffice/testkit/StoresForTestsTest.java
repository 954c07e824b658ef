package dev.boxoffice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(BoxofficeTest.STORES)
class StoresForTestsTest {
    @Test
    void a_service_gets_the_tables_of_another_with_just_its_own_grants() throws SQLException {
        var postgres = TestPostgres.shared().migrate("event");
        var booking = postgres.as("booking_service");

        assertThat(ask(booking, "select count(*) from inventory.ticket")).isEqualTo("0");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> ask(booking, "delete from inventory.ticket returning 1"))
                .withMessageContaining("permission denied");
        assertThat(ask(postgres.superuser(), "select rolreplication from pg_roles where rolname = 'search_service'"))
                .isEqualTo("t");
        assertThat(postgres.migrate("event")).isSameAs(TestPostgres.shared());
    }

    @Test
    void a_store_of_ones_own_can_be_stopped_and_started_at_the_same_address() throws SQLException {
        try (var postgres = TestPostgres.start()) {
            var url = postgres.jdbcUrl();
            postgres.stop();
            assertThat(postgres.isRunning()).isFalse();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ask(postgres.superuser(), "select 1"));
            postgres.startAgain();
            assertThat(ask(postgres.superuser(), "select 1")).isEqualTo("1");
            assertThat(postgres.jdbcUrl()).isEqualTo(url);
        }
    }

    @Test
    void redis_is_emptied_and_a_restart_finds_it_empty() {
        try (var redis = TestRedis.start()) {
            redis.command("SET seat taken");
            assertThat(redis.command("GET seat")).contains("taken");
            redis.flush();
            assertThat(redis.command("GET seat")).contains("$-1");
            redis.command("SET seat taken");
            redis.restart();
            assertThat(redis.command("GET seat")).contains("$-1");
        }
    }

    private static String ask(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
