package dev.boxoffice.standalone.store;

import static dev.boxoffice.standalone.store.StoreSql.ask;
import static dev.boxoffice.standalone.store.StoreSql.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stores as `./boxoffice up` runs them: kept, with passwords.
@Tag("stores")
class StoreServerTest {
    @TempDir
    private Path directory;

    @Test
    void postgres_keeps_what_was_committed_through_a_crash() throws SQLException {
        // Not in JUnit's own directory, which is closed to the account PostgreSQL may have to run under.
        var passable = StoreHome.temporary("kept");
        var home = StoreHome.durable(passable.data().resolve("with space"), passable.log(), passable.port());
        try (var postgres = PostgresServer.at(home, "secret")) {
            postgres.start();
            DatabaseBootstrap.run(postgres, role -> role);
            execute(postgres.superuser(), "create table kept (id int); insert into kept values (7)");

            postgres.kill();
            assertThat(postgres.isRunning()).isFalse();
            postgres.start();
            DatabaseBootstrap.run(postgres, role -> role + " changed");

            assertThat(ask(postgres.superuser(), "select id from kept")).isEqualTo("7");
            assertThat(ask(postgres.superuser(), "show wal_level")).isEqualTo("logical");
            assertThat(ask(postgres.superuser(), "show fsync")).isEqualTo("on");
            assertThat(ask(
                            postgres.as("booking_service", "booking_service changed"),
                            "select current_user || ' ' || version()"))
                    .startsWith("booking_service PostgreSQL 18");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> ask(postgres.as("booking_service", "booking_service"), "select 1"))
                    .withMessageContaining("password authentication failed");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> ask(
                            postgres.as("booking_service", "booking_service changed"), "create table public.mine ()"))
                    .withMessageContaining("permission denied");
        }
    }

    @Test
    void redis_keeps_its_keys_and_asks_for_the_password() throws IOException {
        var home = StoreHome.durable(directory.resolve("redis"), directory.resolve("redis.log"), StoreHome.freePort());
        try (var redis = RedisServer.at(home, "secret")) {
            redis.start();
            assertThat(send(redis, "PING")).contains("-NOAUTH");
            assertThat(send(redis, "AUTH secret", "SET seat taken")).contains("+OK");

            redis.restart();

            assertThat(send(redis, "AUTH secret", "GET seat")).contains("taken");
            assertThat(redis.url()).isEqualTo("redis://:secret@localhost:" + home.port());
        }
    }

    @Test
    void a_suspended_redis_accepts_connections_and_says_nothing() throws IOException {
        try (var redis = RedisServer.at(StoreHome.temporary("redis"), null)) {
            redis.start();
            redis.suspend();
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> send(redis, "PING"));
            redis.resume();
            assertThat(send(redis, "PING")).contains("+PONG");
        }
    }

    @Test
    void a_taken_port_is_said_to_be_so() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var home =
                    StoreHome.durable(directory.resolve("redis"), directory.resolve("redis.log"), taken.getLocalPort());
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> RedisServer.at(home, null).start())
                    .withMessageContaining("Redis did not start on port " + taken.getLocalPort())
                    .withMessageContaining("Failed listening on port");
        }
    }

    @Test
    void an_archive_cannot_write_outside_its_directory() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> StoreDistribution.inside(directory, "../elsewhere"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> StoreDistribution.inside(directory, "/etc/passwd"));
    }

    private static String send(RedisServer redis, String... commands) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout(3_000);
            var request = String.join("\r\n", commands) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
