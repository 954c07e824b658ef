package dev.boxoffice.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.standalone.store.PostgresBaseBackup;
import dev.boxoffice.standalone.store.PostgresServer;
import dev.boxoffice.standalone.store.StoreHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A second PostgreSQL that follows the platform's, synchronously: what was answered as committed is on both.
final class StandbyPostgres {

    private static final String NAME = "standby";

    private final RunningPlatform platform;
    private final PostgresServer server;

    private StandbyPostgres(RunningPlatform platform, PostgresServer server) {
        this.platform = platform;
        this.server = server;
    }

    /// Copied from the running primary, caught up, and waited for by every commit from now on.
    static StandbyPostgres of(RunningPlatform platform) {
        var data = directory(platform).resolve("data");
        var password = platform.secret("postgres");
        var primary = platform.database().target();
        PostgresBaseBackup.take(platform.superuser(), platform.home().resolve("data/postgres"), data, NAME)
                .followsAs(NAME, primary, password);
        var server = PostgresServer.at(StoreHome.durable(data, logOf(platform), StoreHome.freePort()), password);
        server.start();
        var standby = new StandbyPostgres(platform, server);
        var sql = platform.sql();
        sql.sql("alter system set synchronous_standby_names = '" + NAME + "'").update();
        // The reader of changes must not be ahead of who may have to go on in its place.
        sql.sql("alter system set synchronized_standby_slots = '" + NAME + "'").update();
        sql.sql("select pg_reload_conf()").query(Boolean.class).single();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                sql.sql("select sync_state from pg_stat_replication where application_name = ?")
                                        .param(NAME)
                                        .query(String.class)
                                        .optional())
                        .contains("sync"));
        return standby;
    }

    static Path logOf(RunningPlatform platform) {
        return directory(platform).resolve("standby.log");
    }

    /// Beside the home, and passable for the account that servers may have to run under.
    private static Path directory(RunningPlatform platform) {
        try {
            return Files.createDirectories(platform.home().resolve("standby"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the reader of changes could go on here: its slot has been copied, and is kept.
    boolean hasSynchronisedSlot() {
        return JdbcClient.create(superuser())
                        .sql("select count(*) from pg_replication_slots where synced and not temporary and failover")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private DataSource superuser() {
        return server.superuser();
    }

    /// The primary is gone without a word; the standby takes over, and the address forwards to it.
    void takeOver() {
        killPrimary();
        var sql = JdbcClient.create(superuser());
        assertThat(sql.sql("select pg_promote(true, 60)").query(Boolean.class).single())
                .isTrue();
        // Nobody follows the new primary yet; commits must not wait for one.
        sql.sql("alter system reset synchronous_standby_names").update();
        sql.sql("alter system reset synchronized_standby_slots").update();
        sql.sql("select pg_reload_conf()").query(Boolean.class).single();
        platform.database().forwardTo(server.port());
    }

    /// Found by its command line: the number in its own file may be one of another namespace.
    private void killPrimary() {
        var data = platform.home().resolve("data/postgres").toString();
        var family = platform.descendants()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(data))
                        .orElse(false))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
        assertThat(family).isNotEmpty();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(process -> process.onExit().join());
    }

    void stop() {
        server.stop();
    }
}
