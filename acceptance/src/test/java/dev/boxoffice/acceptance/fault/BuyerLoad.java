package dev.boxoffice.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Buyers who buy, one seat after the other, until they are told to stop.
///
/// Each call carries an `Idempotency-Key`, and one that got no answer, or 503, is sent again, as a client's
/// program does. What becomes of a sale is asked of the platform in the end; a call without an answer is unknown,
/// never failed.
final class BuyerLoad implements AutoCloseable {

    private static final Duration LONGEST_SALE = Duration.ofMinutes(2);
    private static final int MOST_SALES_PER_BUYER = 5;
    private static final Duration PAUSE = Duration.ofMillis(300);

    /// A sale that did not end in a ticket, and what the last answer was.
    record Failure(String ticket, String answer) {}

    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicInteger nextSeat = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> sold = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> buyers = new ArrayList<>();
    private final String event;
    private final int seats;

    private BuyerLoad(String event, int seats) {
        this.event = event;
        this.seats = seats;
    }

    static BuyerLoad of(int buyers, String event, int seats) {
        var load = new BuyerLoad(event, seats);
        for (var i = 0; i < buyers; i++) {
            load.buyers.add(load.threads.submit(load::keepBuying));
        }
        return load;
    }

    int sold() {
        return sold.size();
    }

    /// How many calls had to be sent again.
    int repeated() {
        return repeated.get();
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /// Lets everybody finish the sale they are in.
    void finish() throws Exception {
        going.set(false);
        for (var buyer : buyers) {
            buyer.get();
        }
    }

    private void keepBuying() {
        while (going.get()) {
            var buyer = RunningPlatform.signedIn("buyer-" + UUID.randomUUID(), "buyer");
            for (var bought = 0; bought < MOST_SALES_PER_BUYER && going.get(); bought++) {
                var seat = nextSeat.getAndIncrement();
                if (seat >= seats) {
                    return;
                }
                buy(buyer, event + "." + seat);
            }
        }
    }

    private void buy(ApiClient buyer, String ticket) {
        var booking = order(buyer, ticket);
        // Holds are short in these tests: one may run out while a server is being replaced.
        while (booking.text().contains("/problems/hold-expired")) {
            repeated.incrementAndGet();
            booking = order(buyer, ticket);
        }
        var deadline = System.nanoTime() + LONGEST_SALE.toNanos();
        while (booking.field("status").equals("PROCESSING") && System.nanoTime() < deadline) {
            pause();
            booking = sendUntilAnswered(buyer, "GET", "/bookings/" + booking.field("bookingId"), null);
        }
        if (booking.field("status").equals("CONFIRMED")) {
            sold.add(booking.field("bookingId"));
        } else {
            failures.add(new Failure(ticket, booking.text()));
        }
    }

    /// The booking, or the refusal.
    private ApiAnswer order(ApiClient buyer, String ticket) {
        var hold = sendUntilAnswered(buyer, "POST", "/booking/reserve", Map.of("ticketId", ticket));
        if (hold.status() != 201) {
            return hold;
        }
        var order = Map.of("holdId", hold.field("holdId"), "paymentMethodId", "pm_card_visa");
        return sendUntilAnswered(buyer, "PUT", "/booking/confirm", order);
    }

    private ApiAnswer sendUntilAnswered(ApiClient buyer, String method, String path, @Nullable Object body) {
        var key = UUID.randomUUID().toString();
        var deadline = System.nanoTime() + LONGEST_SALE.toNanos();
        var last = new ApiAnswer(0, HttpHeaders.of(Map.of(), (_, _) -> true), new byte[0]);
        while (System.nanoTime() < deadline) {
            try {
                last = buyer.send(method, path, body, "Idempotency-Key", key, "Prefer", "wait=5");
                if (!isTransient(last)) {
                    return last;
                }
            } catch (UncheckedIOException unanswered) {
                // unknown: asked again below
            }
            repeated.incrementAndGet();
            pause();
        }
        return last;
    }

    private static boolean isTransient(ApiAnswer answer) {
        return answer.status() == 503
                || answer.status() == 429
                || answer.text().contains("/problems/request-in-progress");
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /// Nobody was refused what was free, and every seat sold is one booking's.
    void assertEverySaleSucceeded(RunningPlatform platform) {
        assertThat(failures()).isEmpty();
        var confirmed = platform.sql()
                .sql("select count(*) from booking.booking where event_id = ?::uuid and status = 'CONFIRMED'")
                .param(event)
                .query(Integer.class)
                .single();
        var booked = platform.sql()
                .sql("select count(*) from inventory.ticket where event_id = ?::uuid and status = 'BOOKED'")
                .param(event)
                .query(Integer.class)
                .single();
        assertThat(confirmed).isEqualTo(sold());
        assertThat(booked).isEqualTo(sold());
        var verdict = platform.boxoffice("verify");
        assertThat(verdict.code()).as(verdict.output()).isZero();
        assertThat(platform.alarms().values())
                .as("alarms of the check of every minute")
                .isNotEmpty()
                .containsOnly(0.0);
    }

    @Override
    public void close() {
        going.set(false);
        threads.shutdownNow();
    }
}
