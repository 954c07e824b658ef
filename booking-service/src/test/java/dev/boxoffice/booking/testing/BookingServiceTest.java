package dev.boxoffice.booking.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.standalone.stripe.StripeSimulator;
import dev.boxoffice.standalone.stripe.StripeSimulatorOptions;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TestRedis;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.PGConnection;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// The whole service over HTTP, with a real Postgres, a real Redis, and Stripe's simulator on the other side.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@BoxofficeTest(migrate = "event")
public abstract class BookingServiceTest {

    protected static final TestPostgres POSTGRES = TestPostgres.shared();
    protected static final TestRedis REDIS = TestRedis.shared();
    public static final StripeSimulator STRIPE = StripeSimulator.start(StripeSimulatorOptions.inMemory(
            BoxofficeProperties.of(Set.of()).get("boxoffice.stripe.secret-key"),
            BoxofficeProperties.of(Set.of()).get("boxoffice.stripe.webhook-secret")));

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void stripe(DynamicPropertyRegistry properties) {
        properties.add("boxoffice.stripe.api-base", STRIPE::baseUrl);
    }

    @BeforeEach
    protected void webhooksComeHere() {
        STRIPE.faults(StripeFaults.NONE);
        STRIPE.deliverTo(URI.create(base() + "/webhooks/stripe"));
    }

    protected String base() {
        return "http://localhost:" + port;
    }

    protected BookingTestClient buyer(String name) {
        return BookingTestClient.of(base(), name, "buyer");
    }

    protected BookingTestEvent concert() {
        return BookingTestEvent.in(POSTGRES);
    }

    protected JdbcClient sql() {
        return JdbcClient.create(POSTGRES.superuser());
    }

    protected void promisesAreKept(BookingTestEvent concert) {
        new BookingInvariants(POSTGRES, STRIPE).verify(concert.id());
    }

    protected static void refused(BookingTestResponse answer, int status, String problem) {
        assertThat(List.of(answer.status(), answer.problem()))
                .as(answer.body().toString())
                .isEqualTo(List.of(status, problem));
    }

    /// The data of the messages of this type about this event that readers of the stream have been told, each once.
    protected static List<JsonNode> messages(String type, UUID event) {
        return REDIS
                .command("XRANGE bo:events:booking - +")
                .lines()
                .filter(line -> line.startsWith("{\"messageId\""))
                .map(BookingTestResponse.JSON::readTree)
                .filter(message -> message.path("type").asString().equals(type))
                .filter(message ->
                        message.path("data").path("eventId").asString().equals(event.toString()))
                .collect(Collectors.toMap(
                        message -> message.path("messageId").asString(),
                        message -> message.path("data"),
                        (first, _) -> first,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    protected BookingTestResponse awaitStatus(BookingTestClient buyer, String bookingId, String status) {
        var last = new BookingTestResponse[1];
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    last[0] = buyer.get("/bookings/" + bookingId);
                    assertThat(last[0].text("status")).isEqualTo(status);
                });
        return last[0];
    }

    /// Waits until so many others wait for what this connection has locked, or behind one of them.
    ///
    /// @param instead ends the waiting, too
    protected void awaitWaitingFor(Connection locker, int count, BooleanSupplier instead) throws SQLException {
        var pid = locker.unwrap(PGConnection.class).getBackendPID();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> instead.getAsBoolean()
                        || sql().sql("""
                        with recursive waiting (pid) as (
                            select ?::integer
                             union
                            select a.pid from pg_stat_activity a join waiting w on w.pid = any(pg_blocking_pids(a.pid)))
                        select count(*) - 1 from waiting
                        """).param(pid).query(Integer.class).single() >= count);
    }

    /// Redis is told of seats that come free a moment after Postgres has committed it.
    protected static BookingTestResponse awaitHeld(BookingTestClient buyer, String... tickets) {
        return await().until(() -> buyer.reserve(tickets), hold -> hold.status() == 201);
    }

    /// Until somebody waits for what this connection has locked.
    protected void awaitWaiterFor(Connection holder) throws SQLException {
        try (var statement = holder.createStatement();
                var answer = statement.executeQuery("select pg_backend_pid()")) {
            answer.next();
            var pid = answer.getInt(1);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sql().sql(
                                    "select exists (select from pg_stat_activity where ? = any(pg_blocking_pids(pid)))")
                            .param(pid)
                            .query(Boolean.class)
                            .single());
        }
    }

    /// Runs all at once, as far as threads can, and gives what each came to.
    protected static <T> List<T> together(List<Callable<T>> tasks) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (var task : tasks) {
                running.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var result : running) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
