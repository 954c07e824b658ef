package dev.boxoffice.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.standalone.store.PostgresBaseBackup;
import dev.boxoffice.standalone.store.PostgresServer;
import dev.boxoffice.standalone.store.StoreHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A restore, rehearsed: a base backup taken while tickets are sold, and the WAL up to a moment after it.
class BackupIT {

    static RunningPlatform platform = RunningPlatform.shared();

    @BeforeAll
    static void startedHere() {
        assumeTrue(platform.launcher().isPresent(), "only a platform started here lets its files be copied");
    }

    @Test
    void a_database_is_restored_to_the_moment_before_a_mistake() throws Exception {
        var organizer = RunningPlatform.signedIn("acceptance-organizer", "organizer");
        var event = AcceptanceEventFactory.onSale(organizer, "Sicherung");
        var alice = RunningPlatform.signedIn("alice-" + UUID.randomUUID(), "buyer");
        var before = AcceptanceEventFactory.book(alice, event + ".0");
        var directory = platform.home().resolve("restored-" + UUID.randomUUID());
        var slot = "backup_" + Long.toString(System.nanoTime(), 36);
        PostgresBaseBackup backup;
        try (var load = BuyerLoad.of(2, AcceptanceEventFactory.onSale(organizer, "Nebenan"), 40)) {
            backup = PostgresBaseBackup.take(platform.superuser(), currentData(), directory.resolve("data"), slot);
            load.finish();
        }
        var afterBackup = AcceptanceEventFactory.book(alice, event + ".1");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> platform.boxoffice("verify").code() == 0);
        platform.sql()
                .sql("select pg_create_restore_point('before_the_mistake')")
                .query(String.class)
                .single();
        var afterMoment = AcceptanceEventFactory.book(alice, event + ".2");
        var segments = archive(directory.resolve("wal"));
        platform.sql()
                .sql("select pg_drop_replication_slot(?)")
                .param(slot)
                .query()
                .listOfRows();

        backup.recoversFrom(segments, "before_the_mistake");
        var home =
                StoreHome.durable(directory.resolve("data"), directory.resolve("restored.log"), StoreHome.freePort());
        try (var restored = PostgresServer.at(home, platform.secret("postgres"))) {
            restored.start();
            var sql = JdbcClient.create(restored.superuser());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> sql.sql("select not pg_is_in_recovery()")
                            .query(Boolean.class)
                            .single());
            assertThat(status(sql, before)).isEqualTo("CONFIRMED");
            assertThat(status(sql, afterBackup)).isEqualTo("CONFIRMED");
            assertThat(status(sql, afterMoment)).isEqualTo("none");
            var verdict = platform.boxoffice(Map.of("BOXOFFICE_DB_URL", restored.url()), "verify");
            assertThat(verdict.code()).as(verdict.output()).isZero();
            assertThat(sql.sql("select count(*) from inventory.ticket where event_id = ?::uuid and status = 'BOOKED'")
                            .param(event)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    private static String status(JdbcClient sql, String booking) {
        return sql.sql("select status from booking.booking where id = ?::uuid")
                .param(booking)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    /// What `archive_command` would have copied away as it filled.
    private static Path archive(Path target) throws Exception {
        var last = platform.sql()
                .sql("select pg_walfile_name(pg_switch_wal())")
                .query(String.class)
                .single();
        platform.sql().sql("checkpoint").update();
        Files.createDirectories(target);
        try (var segments = Files.list(currentData().resolve("pg_wal"))) {
            for (var segment : segments.filter(Files::isRegularFile).toList()) {
                if (segment.getFileName().toString().compareTo(last) <= 0) {
                    Files.copy(segment, target.resolve(segment.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return target;
    }

    /// Of the server that is primary now: a failover before this may have changed it.
    private static Path currentData() {
        return platform.database().target() == platform.port("POSTGRES")
                ? platform.home().resolve("data/postgres")
                : platform.home().resolve("standby/data");
    }
}
