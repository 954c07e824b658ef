package dev.boxoffice.standalone.store;

import static dev.boxoffice.standalone.store.StoreSql.ask;
import static dev.boxoffice.standalone.store.StoreSql.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A copy of a working PostgreSQL: what a standby starts from, and what is restored.
@Tag("stores")
class PostgresBaseBackupTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_synchronous_standby_has_every_commit_that_was_answered_when_its_primary_is_killed() throws Exception {
        var data = StoreHome.temporary("primary");
        var home = StoreHome.durable(data.data(), data.log(), data.port());
        var copy = StoreHome.temporary("standby");
        try (var primary = started(home)) {
            execute(primary.superuser(), "create table sale (id int primary key); insert into sale values (1)");
            PostgresBaseBackup.take(primary.superuser(), home.data(), copy.data(), "standby")
                    .followsAs("standby", primary.port(), "secret");
            try (var standby = PostgresServer.at(StoreHome.durable(copy.data(), copy.log(), copy.port()), "secret")) {
                standby.start();
                assertThat(ask(standby.superuser(), "select pg_is_in_recovery()"))
                        .isEqualTo("t");
                execute(primary.superuser(), "alter system set synchronous_standby_names = 'standby'");
                ask(primary.superuser(), "select pg_reload_conf()");
                awaitAnswer(primary.superuser(), "select sync_state from pg_stat_replication", "sync");
                for (var id = 2; id <= 50; id++) {
                    execute(primary.superuser(), "insert into sale values (" + id + ")");
                }

                primary.kill();
                assertThat(ask(standby.superuser(), "select pg_promote(true, 60)"))
                        .isEqualTo("t");

                assertThat(ask(standby.superuser(), "select count(*) from sale"))
                        .isEqualTo("50");
                execute(standby.superuser(), "alter system reset synchronous_standby_names");
                ask(standby.superuser(), "select pg_reload_conf()");
                awaitAnswer(standby.superuser(), "show synchronous_standby_names", "");
                execute(standby.superuser(), "insert into sale values (51)");
            }
        }
    }

    @Test
    void a_backup_taken_while_it_works_is_restored_to_a_named_moment() throws Exception {
        var data = StoreHome.temporary("working");
        var home = StoreHome.durable(data.data(), data.log(), data.port());
        var copy = StoreHome.temporary("restored");
        try (var working = started(home)) {
            execute(working.superuser(), "create table sale (id int primary key); insert into sale values (1)");
            var backup = PostgresBaseBackup.take(working.superuser(), home.data(), copy.data(), "backup");
            execute(working.superuser(), "insert into sale values (2)");
            ask(working.superuser(), "select pg_create_restore_point('before_the_mistake')");
            execute(working.superuser(), "delete from sale");
            var segments = Files.createDirectories(copy.data().resolveSibling("wal"));
            archive(working, home.data(), segments);

            backup.recoversFrom(segments, "before_the_mistake");
            try (var restored = PostgresServer.at(StoreHome.durable(copy.data(), copy.log(), copy.port()), "secret")) {
                restored.start();
                awaitAnswer(restored.superuser(), "select pg_is_in_recovery()", "f");
                assertThat(ask(restored.superuser(), "select string_agg(id::text, ' ' order by id) from sale"))
                        .isEqualTo("1 2");
                execute(restored.superuser(), "insert into sale values (3)");
            }
            assertThat(ask(working.superuser(), "select count(*) from sale")).isEqualTo("0");
        }
    }

    private static PostgresServer started(StoreHome home) {
        var postgres = PostgresServer.at(home, "secret");
        postgres.start();
        DatabaseBootstrap.run(postgres, role -> role);
        return postgres;
    }

    /// What `archive_command` would have copied away as it filled.
    private static void archive(PostgresServer working, Path data, Path target) throws Exception {
        var last = ask(working.superuser(), "select pg_walfile_name(pg_switch_wal())");
        try (var segments = Files.list(data.resolve("pg_wal"))) {
            for (var segment : segments.filter(Files::isRegularFile).toList()) {
                if (segment.getFileName().toString().compareTo(last) <= 0) {
                    Files.copy(segment, target.resolve(segment.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void awaitAnswer(DataSource source, String sql, String wanted) {
        await().atMost(PATIENCE).until(() -> ask(source, sql), wanted::equals);
    }
}
