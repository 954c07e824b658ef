package dev.boxoffice.deploy.pretend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.standalone.store.DatabaseBootstrap;
import dev.boxoffice.standalone.store.PostgresBaseBackup;
import dev.boxoffice.standalone.store.PostgresServer;
import dev.boxoffice.standalone.store.StoreHome;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A PostgreSQL, and from some moment on a second one that each commit waits for and that can take its place: what
/// CloudNativePG does in production. Both are servers of this machine, and so is the way between them.
public final class PostgresPair implements AutoCloseable {

    private static final String STANDBY = "standby";

    private final StoreHome home = StoreHome.temporary("postgres");
    private final StoreHome homeOfStandby = StoreHome.temporary("postgres-standby");
    private final String password;
    private final PostgresServer primary;
    private final PostgresServer standby;
    private volatile PostgresServer leading;

    /// @param password of the superuser
    public PostgresPair(String password) {
        this.password = password;
        primary = PostgresServer.at(home, password);
        standby = PostgresServer.at(homeOfStandby, password);
        leading = primary;
    }

    public void start(UnaryOperator<String> passwordOfRole) {
        primary.start();
        DatabaseBootstrap.run(primary, passwordOfRole);
        // A server of a test answers before it has written; one that is to be followed must not.
        ask("alter database boxoffice set synchronous_commit = on");
    }

    /// A copy of the primary, caught up, and waited for by every commit from now on.
    public void follow() {
        PostgresBaseBackup.take(primary.superuser(), home.data(), homeOfStandby.data(), STANDBY)
                .followsAs(STANDBY, primary.port(), password);
        standby.start();
        ask("alter system set synchronous_standby_names = '" + STANDBY + "'");
        // The reader of changes must not be ahead of who may have to go on in its place.
        ask("alter system set synchronized_standby_slots = '" + STANDBY + "'");
        ask("select pg_reload_conf()");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(JdbcClient.create(superuser())
                                .sql("select sync_state from pg_stat_replication where application_name = ?")
                                .param(STANDBY)
                                .query(String.class)
                                .optional())
                        .contains("sync"));
    }

    /// Whether the reader of changes could go on at the standby: its slot has been copied, and is kept.
    public boolean hasSynchronisedSlot() {
        return JdbcClient.create(standby.superuser())
                        .sql("select count(*) from pg_replication_slots where synced and not temporary and failover")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// The primary is gone without a word, and the standby goes on in its place.
    public void failOver() {
        primary.kill();
        leading = standby;
        ask("select pg_promote(true, 60)");
        // Nobody follows the new primary; commits must not wait for one.
        ask("alter system reset synchronous_standby_names");
        ask("alter system reset synchronized_standby_slots");
        ask("select pg_reload_conf()");
    }

    private void ask(String sql) {
        new JdbcTemplate(superuser()).execute(sql);
    }

    /// Of the one that is written to.
    public DataSource superuser() {
        return leading.superuser();
    }

    public int port() {
        return primary.port();
    }

    public int portOfStandby() {
        return standby.port();
    }

    @Override
    public void close() {
        standby.stop();
        primary.stop();
    }
}
