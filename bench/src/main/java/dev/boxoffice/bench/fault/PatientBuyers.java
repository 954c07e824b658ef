package dev.boxoffice.bench.fault;

import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Buyers who buy one seat after the other. Each call carries an `Idempotency-Key`; one that got no answer, or 503, is
/// unknown, never failed, and is sent again.
final class PatientBuyers implements AutoCloseable {

    private static final Duration LONGEST_SALE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicInteger nextSeat = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger sold = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final String event;
    private final int seats;

    private PatientBuyers(String event, int seats) {
        this.event = event;
        this.seats = seats;
    }

    static PatientBuyers begin(int count, URI base, String event, int seats) {
        var buyers = new PatientBuyers(event, seats);
        for (var number = 0; number < count; number++) {
            var buyer = ApiClient.at(base).signedIn("bench-patient-buyer-" + number, "buyer");
            buyers.threads.add(Thread.ofVirtual().start(() -> buyers.keepBuying(buyer)));
        }
        return buyers;
    }

    int begun() {
        return begun.get();
    }

    int sold() {
        return sold.get();
    }

    /// How many calls had to be sent again.
    int repeated() {
        return repeated.get();
    }

    /// The last answers of sales that did not end in a ticket.
    List<String> failures() {
        return List.copyOf(failures);
    }

    /// Lets everybody finish the sale they are in.
    void finish() throws InterruptedException {
        going.set(false);
        for (var thread : threads) {
            thread.join();
        }
    }

    private void keepBuying(ApiClient buyer) {
        while (going.get() && nextSeat.get() < seats) {
            begun.incrementAndGet();
            buy(buyer, event + "." + nextSeat.getAndIncrement());
        }
    }

    private void buy(ApiClient buyer, String ticket) {
        var until = System.nanoTime() + LONGEST_SALE.toNanos();
        try {
            var booking = order(buyer, ticket, until);
            while (booking.status() < 300
                    && booking.field("status").equals("PROCESSING")
                    && System.nanoTime() < until) {
                LockSupport.parkNanos(PAUSE.toNanos());
                booking = send(buyer, "GET", "/bookings/" + booking.field("bookingId"), null, until);
            }
            if (booking.status() < 300 && booking.field("status").equals("CONFIRMED")) {
                sold.incrementAndGet();
            } else {
                failures.add(booking.status() + " " + booking.text());
            }
        } catch (RuntimeException unanswered) {
            failures.add(String.valueOf(unanswered));
        }
    }

    /// The booking, or the refusal. A hold that ran out, or was forgotten, while a part was away is taken once more.
    private ApiAnswer order(ApiClient buyer, String ticket, long until) {
        while (true) {
            var hold = send(buyer, "POST", "/booking/reserve", Map.of("ticketIds", List.of(ticket)), until);
            if (hold.status() != 201) {
                return hold;
            }
            var order = Map.of("holdId", hold.field("holdId"), "paymentMethodId", "pm_card_visa");
            var booking = send(buyer, "PUT", "/booking/confirm", order, until);
            if (!booking.text().contains("/problems/hold-expired") || System.nanoTime() > until) {
                return booking;
            }
        }
    }

    private ApiAnswer send(ApiClient buyer, String method, String path, @Nullable Object body, long until) {
        var key = UUID.randomUUID().toString();
        while (true) {
            try {
                var answer = buyer.send(method, path, body, "Idempotency-Key", key, "Prefer", "wait=5");
                if (!isPassing(answer) || System.nanoTime() > until) {
                    return answer;
                }
            } catch (UncheckedIOException unanswered) {
                if (System.nanoTime() > until) {
                    throw unanswered;
                }
            }
            repeated.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isPassing(ApiAnswer answer) {
        return answer.status() == 503
                || answer.status() == 504
                || answer.status() == 502
                || answer.status() == 429
                || answer.text().contains("/problems/request-in-progress");
    }

    @Override
    public void close() {
        going.set(false);
        threads.forEach(Thread::interrupt);
    }
}
