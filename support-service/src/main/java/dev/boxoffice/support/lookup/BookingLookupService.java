package dev.boxoffice.support.lookup;

import dev.boxoffice.platform.client.OutgoingCall;
import dev.boxoffice.platform.client.OutgoingCallMetrics;
import dev.boxoffice.support.SupportProperties;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

/// Asks booking-service for a booking, in the reporter's own name, and waits no longer than the reporter should.
public class BookingLookupService {

    private static final Logger log = LoggerFactory.getLogger(BookingLookupService.class);

    private final BookingClient client;
    private final InstanceAddressFinder addresses;
    private final Duration timeout;
    private final OutgoingCallMetrics calls;
    private final Semaphore inFlight;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    BookingLookupService(
            BookingClient client,
            InstanceAddressFinder addresses,
            SupportProperties properties,
            OutgoingCallMetrics calls) {
        this.client = client;
        this.addresses = addresses;
        this.timeout = properties.snapshot().timeout();
        this.calls = calls;
        this.inFlight = new Semaphore(properties.snapshot().concurrency());
    }

    /// @param authorization the caller's own `Authorization` header
    public BookingLookup lookUp(UUID bookingId, @Nullable String authorization) {
        // A booking-service that hangs must not collect all our callers.
        if (authorization == null || !inFlight.tryAcquire()) {
            return new BookingLookup.Unknown();
        }
        try {
            return askInTurn(bookingId, authorization);
        } finally {
            inFlight.release();
        }
    }

    /// The instances in turn; one that is gone is passed over, as long as there is time. The deadline covers
    /// looking them up, connecting, waiting and reading together.
    private BookingLookup askInTurn(UUID bookingId, String authorization) {
        var deadline = System.nanoTime() + timeout.toNanos();
        for (var instance : instances(deadline)) {
            if (System.nanoTime() - deadline >= 0) {
                break;
            }
            var answer = ask(instance, bookingId, authorization, deadline);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return new BookingLookup.Unknown();
    }

    /// Looking names up takes time of the reporter's, too. Empty where it took all of it.
    private List<URI> instances(long deadline) {
        var found = threads.submit(addresses::inTurn);
        try {
            return found.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            found.cancel(true);
            log.info("The instances of booking-service could not be looked up: {}", unknown.toString());
            return List.of();
        } catch (InterruptedException stopped) {
            found.cancel(true);
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /// @return empty when nobody is there to ask
    private Optional<BookingLookup> ask(URI instance, UUID bookingId, String authorization, long deadline) {
        var headers = new LinkedMultiValueMap<String, String>();
        headers.set("Authorization", authorization);
        try (var call = calls.begin("booking-service", "GET", "/bookings/{id}", headers::set)) {
            var booking = instance.resolve("/bookings/" + bookingId);
            return answer(instance, threads.submit(() -> client.find(booking, headers)), deadline, call);
        }
    }

    private Optional<BookingLookup> answer(
            URI instance, Future<ResponseEntity<BookingSnapshot>> asked, long deadline, OutgoingCall call) {
        try {
            var response = asked.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            call.answered(response.getStatusCode().value());
            return Optional.of(read(response));
        } catch (ExecutionException failed) {
            var failure = failed.getCause() == null ? failed : failed.getCause();
            call.failed(failure);
            addresses.didNotAnswer(instance);
            log.info("booking-service did not answer: {}", failure.toString());
            return failure.getCause() instanceof ConnectException
                    ? Optional.empty()
                    : Optional.of(new BookingLookup.Unknown());
        } catch (TimeoutException late) {
            asked.cancel(true);
            call.failed(late);
            addresses.didNotAnswer(instance);
            log.info("booking-service did not answer in time");
            return Optional.of(new BookingLookup.Unknown());
        } catch (InterruptedException stopped) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.of(new BookingLookup.Unknown());
        }
    }

    private static BookingLookup read(ResponseEntity<BookingSnapshot> response) {
        var booking = response.getBody();
        return switch (response.getStatusCode().value()) {
            case 200 -> booking == null ? new BookingLookup.Unknown() : booking.found();
            case 403, 404 -> new BookingLookup.NotYours();
            default -> new BookingLookup.Unknown();
        };
    }
}
