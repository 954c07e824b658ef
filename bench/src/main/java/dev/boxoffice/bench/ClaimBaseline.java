package dev.boxoffice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/// What Postgres alone does: seats claimed by one statement, without HTTP, Redis or Stripe, as pgbench would do it.
///
/// It works on tables of its own, shaped like `inventory.ticket` and `booking.booking`, and drops them afterwards.
final class ClaimBaseline {

    private static final int CLIENTS = 8;
    private static final int SEATS = 200_000;
    private static final Duration TIME = Duration.ofSeconds(10);

    private static final List<String> PREPARE = List.of(
            "drop schema if exists bench cascade",
            "create schema bench",
            """
            create table bench.ticket (event_id uuid, ordinal int, status text not null, booking_id uuid, owner text,
                version bigint not null default 0, changed_at timestamptz, primary key (event_id, ordinal))
            """,
            """
            create table bench.booking (event_id uuid, id uuid, buyer text not null, status text not null,
                amount bigint not null, next_check_at timestamptz, created_at timestamptz not null, primary key (event_id, id))
            """,
            "create index on bench.booking (next_check_at) where next_check_at is not null",
            """
            insert into bench.ticket (event_id, ordinal, status)
            select '00000000-0000-0000-0000-000000000001', n, 'AVAILABLE' from generate_series(0, %d) n
            """.formatted(SEATS - 1),
            "analyze bench.ticket");

    private static final String CLAIM = """
            with claimed as (
                update bench.ticket
                   set status = 'RESERVED', booking_id = ?, owner = ?, version = version + 1, changed_at = now()
                 where event_id = '00000000-0000-0000-0000-000000000001' and ordinal = ? and status = 'AVAILABLE'
                returning ordinal, booking_id)
            insert into bench.booking (event_id, id, buyer, status, amount, next_check_at, created_at)
            select '00000000-0000-0000-0000-000000000001', booking_id, 'bench', 'PROCESSING', 4500, now() + interval '5 min', now()
              from claimed
            """;

    private final String url;
    private final Properties login;

    private ClaimBaseline(String url, Properties login) {
        this.url = url;
        this.login = login;
    }

    /// The database of the standalone platform, by the superuser whose password its launcher keeps.
    static ClaimBaseline ofStandalone() throws IOException {
        var login = new Properties();
        login.setProperty("user", System.getenv().getOrDefault("BOXOFFICE_BENCH_DB_USER", "postgres"));
        var secret = Path.of(".boxoffice", "secrets", "postgres");
        login.setProperty(
                "password",
                Files.exists(secret)
                        ? Files.readString(secret).strip()
                        : System.getenv().getOrDefault("BOXOFFICE_BENCH_DB_PASSWORD", ""));
        return new ClaimBaseline(
                System.getenv().getOrDefault("BOXOFFICE_DB_URL", "jdbc:postgresql://localhost:15432/boxoffice"), login);
    }

    double claimsPerSecond() throws Exception {
        try (var admin = DriverManager.getConnection(url, login)) {
            execute(admin, PREPARE);
            try {
                return run();
            } finally {
                execute(admin, List.of("drop schema bench cascade"));
            }
        }
    }

    private double run() throws Exception {
        var connections = new ArrayList<Connection>();
        try {
            for (var i = 0; i < CLIENTS; i++) {
                connections.add(DriverManager.getConnection(url, login));
            }
            var nextConnection = new AtomicInteger();
            var mine = ThreadLocal.withInitial(() -> connections.get(nextConnection.getAndIncrement()));
            var seat = new AtomicInteger();
            var result = LoadRun.asFastAsItGoes(CLIENTS, TIME, _ -> claim(mine.get(), seat.getAndIncrement()));
            if (result.failed() > 0) {
                throw new IllegalStateException("claims failed: " + result.reasons());
            }
            return result.perSecond();
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    private static void claim(Connection connection, int ordinal) throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, java.util.UUID.randomUUID());
            statement.setString(2, "bench");
            statement.setInt(3, ordinal);
            if (statement.executeUpdate() != 1) {
                throw new SQLException("the run claimed every seat it has");
            }
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
