package dev.boxoffice.standalone.store;

import dev.boxoffice.standalone.process.ChildProcess;
import dev.boxoffice.standalone.process.OsAccount;
import dev.boxoffice.standalone.process.Program;
import dev.boxoffice.standalone.process.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL 18 server of its own, with logical decoding switched on.
public final class PostgresServer extends StoreProcess {
    public static final String SUPERUSER = "postgres";

    private final String superuserPassword;
    private final OsAccount account = OsAccount.unprivileged();

    private PostgresServer(StoreHome home, String superuserPassword) {
        super("PostgreSQL", home, Duration.ofMinutes(1));
        this.superuserPassword = superuserPassword;
    }

    /// A server at home there, not yet started.
    public static PostgresServer at(StoreHome home, String superuserPassword) {
        return new PostgresServer(home, superuserPassword);
    }

    @Override
    public String url() {
        return url("boxoffice");
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + home.port() + "/" + database;
    }

    /// Unpooled connections of one role to database `boxoffice`.
    public DataSource as(String role, String password) {
        return dataSource(url(), role, password);
    }

    public DataSource superuser() {
        return as(SUPERUSER, superuserPassword);
    }

    DataSource maintenance() {
        return dataSource(url("postgres"), SUPERUSER, superuserPassword);
    }

    private static DataSource dataSource(String url, String role, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(role);
        source.setPassword(password);
        source.setConnectTimeout(5);
        return source;
    }

    @Override
    public void start() {
        initialise();
        var program = Program.of("postgres", command(), home.data(), home.log())
                .as(account)
                .stoppedBy(StopSignal.INT);
        start(program, this::answers);
    }

    private void initialise() {
        try {
            if (Files.exists(home.data().resolve("PG_VERSION"))) {
                home.giveTo(account);
                return;
            }
            // Of a first start that was killed half-way; initdb wants an empty directory.
            StoreDistribution.delete(home.data());
            Files.createDirectories(home.data());
            Files.setPosixFilePermissions(home.data(), PosixFilePermissions.fromString("rwx------"));
            home.giveTo(account);
            var passwordFile = Files.createTempFile("boxoffice", ".pw");
            try {
                Files.writeString(passwordFile, superuserPassword);
                account.own(passwordFile);
                initdb(passwordFile);
            } finally {
                Files.deleteIfExists(passwordFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare PostgreSQL", e);
        }
    }

    private void initdb(Path passwordFile) {
        var command = new ArrayList<>(List.of(
                PostgresDistribution.program("initdb").toString(),
                "--pgdata=" + home.data(),
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        if (!home.durable()) {
            command.add("--no-sync");
        }
        var initdb = ChildProcess.start(
                Program.of("initdb", command, home.data(), home.log()).as(account));
        if (initdb.onExit().join() != 0) {
            throw new StoreException("PostgreSQL could not make its data directory:\n" + home.lastWords());
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of(
                PostgresDistribution.program("postgres").toString(),
                "-D",
                home.data().toString()));
        var settings = new ArrayList<>(List.of(
                "port=" + home.port(),
                "listen_addresses=localhost",
                // Loopback only: a socket file would need a short path all accounts can reach.
                "unix_socket_directories=",
                "max_connections=200",
                // Memory that is touched only as tables grow into it.
                "shared_buffers=" + (home.durable() && Machine.isRoomy() ? "512MB" : "128MB"),
                "wal_level=logical",
                "max_replication_slots=10",
                "max_wal_senders=10",
                // A reader that stays away must not fill the disk; it rebuilds instead.
                "max_slot_wal_keep_size=1GB",
                // What vacuums the seats of a new event must not take a fifth of two processors from their sale.
                "autovacuum_vacuum_cost_delay=20ms",
                "shared_preload_libraries=pg_stat_statements",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_min_messages=warning",
                "random_page_cost=1.1"));
        if (!home.durable()) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private boolean answers() {
        try (var connection = maintenance().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
