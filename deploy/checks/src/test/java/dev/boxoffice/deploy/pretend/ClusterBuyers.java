package dev.boxoffice.deploy.pretend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Buyers who buy one ticket of an event after the other until they are told to stop, and read in between what they
/// have. Whatever is not what they asked for is remembered. A call that got no answer, or 503, is sent again with the
/// same key, and remembered too.
final class ClusterBuyers implements AutoCloseable {

    static final int BUYERS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PAUSE_BEFORE_AGAIN = Duration.ofMillis(300);
    private static final int SALES_PER_CUSTOMER = 5;
    private static final int SEATS = 20_000;

    /// @param method of the call
    /// @param path of it
    /// @param answer that was not wanted
    record Mishap(String method, String path, String answer) {}

    private final BoxofficeCluster cluster;
    private final String event;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicInteger seat = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<String> sold = new ConcurrentLinkedQueue<>();
    private final Queue<Mishap> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Mishap> repeated = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> buyers = new ArrayList<>();

    private ClusterBuyers(BoxofficeCluster cluster, String event) {
        this.cluster = cluster;
        this.event = event;
    }

    static ClusterBuyers of(BoxofficeCluster cluster) {
        var load = new ClusterBuyers(cluster, onSale(cluster, "Verteilt"));
        for (var number = 1; number <= BUYERS; number++) {
            var address = "198.51.100." + number;
            load.buyers.add(load.threads.submit(() -> load.keepBuying(address)));
        }
        return load;
    }

    /// An event that is on sale from now on; its id.
    static String onSale(BoxofficeCluster cluster, String name) {
        var organizer = cluster.client("organizer-" + UUID.randomUUID(), "organizer", "198.51.100.100");
        var venue = organizer
                .post(
                        "/venues",
                        Map.of(
                                "name",
                                "Probebühne " + UUID.randomUUID(),
                                "address",
                                Map.of("line1", "Testweg 1", "city", "Hamburg", "countryCode", "DE"),
                                "location",
                                Map.of("latitude", 53.55, "longitude", 9.99),
                                "timezone",
                                "Europe/Berlin"))
                .expect(201)
                .field("id");
        var floor = Map.of("name", "Floor", "kind", "GENERAL_ADMISSION", "capacity", SEATS);
        organizer
                .put("/venues/" + venue + "/seating-plan", Map.of("sections", List.of(floor)))
                .expect(200);
        var tier = Map.of(
                "name", "Standing", "price", Map.of("amount", 2500, "currency", "EUR"), "sections", List.of("Floor"));
        var event = organizer
                .post(
                        "/events",
                        Map.of(
                                "name",
                                name,
                                "category",
                                "MUSIC",
                                "venueId",
                                venue,
                                "startsAt",
                                Instant.now().plus(Duration.ofDays(20)).toString(),
                                "priceTiers",
                                List.of(tier),
                                "maxTicketsPerBooking",
                                8,
                                "maxTicketsPerCustomer",
                                8))
                .expect(201)
                .field("id");
        organizer.post("/events/" + event + "/publication", Map.of()).expect(200);
        return event;
    }

    private void keepBuying(String address) {
        while (going.get()) {
            var buyer = cluster.client("buyer-" + UUID.randomUUID(), "buyer", address);
            for (var n = 0; n < SALES_PER_CUSTOMER && going.get(); n++) {
                buy(buyer, event + "." + seat.getAndIncrement());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void buy(ApiClient buyer, String ticket) {
        var hold = call(buyer, "POST", "/booking/reserve", Map.of("ticketId", ticket), 201)
                .map(answer -> answer.field("holdId"));
        hold.flatMap(id -> call(buyer, "GET", "/booking/holds/" + id, null, 200))
                .flatMap(answer -> call(
                        buyer,
                        "PUT",
                        "/booking/confirm",
                        Map.of("holdId", hold.orElseThrow(), "paymentMethodId", "pm_card_visa"),
                        200,
                        202))
                .map(answer -> answer.field("bookingId"))
                .ifPresent(booking -> follow(buyer, booking));
    }

    private void follow(ApiClient buyer, String booking) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var path = "/bookings/" + booking;
        var seen = call(buyer, "GET", path, null, 200);
        while (seen.isPresent() && seen.get().field("status").equals("PROCESSING") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_BEFORE_AGAIN.toNanos());
            seen = call(buyer, "GET", path, null, 200);
        }
        seen.ifPresent(answer -> {
            if (answer.field("status").equals("CONFIRMED")) {
                sold.add(booking);
            } else {
                failures.add(new Mishap("GET", path, answer.text()));
            }
        });
    }

    private Optional<ApiAnswer> call(
            ApiClient buyer, String method, String path, @Nullable Object body, Integer... wanted) {
        var key = UUID.randomUUID().toString();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var last = "";
        do {
            calls.incrementAndGet();
            try {
                var answer = buyer.send(method, path, body, "Idempotency-Key", key, "Prefer", "wait=5");
                if (List.of(wanted).contains(answer.status())) {
                    return Optional.of(answer);
                }
                last = answer.status() + " " + answer.text();
                if (answer.status() != 503 && !answer.problemName().equals("request-in-progress")) {
                    failures.add(new Mishap(method, path, last));
                    return Optional.empty();
                }
            } catch (UncheckedIOException unanswered) {
                last = String.valueOf(unanswered.getMessage());
            }
            repeated.add(new Mishap(method, path, last));
            LockSupport.parkNanos(PAUSE_BEFORE_AGAIN.toNanos());
        } while (System.nanoTime() < deadline);
        failures.add(new Mishap(method, path, last));
        return Optional.empty();
    }

    int sold() {
        return sold.size();
    }

    int calls() {
        return calls.get();
    }

    List<Mishap> failures() {
        return List.copyOf(failures);
    }

    List<Mishap> repeated() {
        return List.copyOf(repeated);
    }

    /// Until they have bought so many more.
    void awaitSales(int more) {
        var from = sold();
        await().atMost(Duration.ofMinutes(2)).until(() -> sold() >= from + more || !failures.isEmpty());
        assertThat(failures).isEmpty();
    }

    /// Lets everybody finish; then each sale is one booking and one ticket.
    void finish() throws Exception {
        going.set(false);
        for (var buyer : buyers) {
            buyer.get();
        }
        assertThat(failures).isEmpty();
        var sql = JdbcClient.create(cluster.database());
        assertThat(sql.sql("select count(*) from booking.booking where event_id = ?::uuid and status = 'CONFIRMED'")
                        .param(event)
                        .query(Integer.class)
                        .single())
                .isEqualTo(sold());
        assertThat(sql.sql("select count(*) from inventory.ticket where event_id = ?::uuid and status = 'BOOKED'")
                        .param(event)
                        .query(Integer.class)
                        .single())
                .isEqualTo(sold());
    }

    @Override
    public void close() {
        going.set(false);
        threads.shutdownNow();
    }
}
