package dev.boxoffice.support.intake;

import dev.boxoffice.platform.client.OutgoingCall;
import dev.boxoffice.platform.client.OutgoingCallMetrics;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.SupportProperties;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks booking-service for a booking, in the reporter's own name, and waits no longer than the reporter should.
@Component
class BookingClient {

    /// What booking-service said.
    sealed interface Answer {

        record Found(
                String status,
                @Nullable UUID eventId,
                @Nullable Long amount,
                @Nullable String currency) implements Answer {}

        /// There is no such booking of this caller's.
        record NotYours() implements Answer {}

        /// It did not say in time: the case is taken in without, and enriched later.
        record Unknown() implements Answer {}
    }

    private static final Logger log = LoggerFactory.getLogger(BookingClient.class);

    private final HttpClient http;
    private final List<URI> instances;
    private final SupportProperties.Snapshot limits;
    private final OutgoingCallMetrics calls;
    private final JsonMapper json;
    private final Semaphore inFlight;
    private final AtomicInteger turn = new AtomicInteger();

    BookingClient(
            @Value("${boxoffice.services.booking:http://localhost:8082}") List<URI> instances,
            SupportProperties properties,
            OutgoingCallMetrics calls,
            JsonMapper json) {
        this.instances = instances;
        this.limits = properties.snapshot();
        this.calls = calls;
        this.json = json;
        this.inFlight = new Semaphore(limits.concurrency());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.timeout())
                .build();
    }

    /// @param authorization the caller's own `Authorization` header
    Answer look(UUID bookingId, @Nullable String authorization) {
        // A booking-service that hangs must not collect all our callers.
        if (authorization == null || !inFlight.tryAcquire()) {
            return new Answer.Unknown();
        }
        try {
            return askAround(bookingId, authorization);
        } finally {
            inFlight.release();
        }
    }

    /// The instances in turn; one that is gone is passed over, as long as there is time. The deadline covers
    /// connecting, waiting and reading together.
    private Answer askAround(UUID bookingId, String authorization) {
        var deadline = System.nanoTime() + limits.timeout().toNanos();
        var first = turn.getAndIncrement();
        for (var i = 0; i < instances.size() && System.nanoTime() - deadline < 0; i++) {
            var instance = instances.get(Math.floorMod(first + i, instances.size()));
            var request = HttpRequest.newBuilder(instance.resolve("/bookings/" + bookingId))
                    .header("Authorization", authorization)
                    .header("Accept", "application/json")
                    .timeout(limits.timeout());
            var answer = ask(request, deadline);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return new Answer.Unknown();
    }

    /// @return empty when nobody is there to ask
    private Optional<Answer> ask(HttpRequest.Builder request, long deadline) {
        try (var call = calls.begin("booking-service", "GET", "/bookings/{id}", request::setHeader)) {
            return ask(request.build(), deadline, call);
        }
    }

    private Optional<Answer> ask(HttpRequest request, long deadline, OutgoingCall call) {
        var answer = http.sendAsync(request, BodyHandlers.ofString());
        try {
            var response = answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            call.answered(response.statusCode());
            return Optional.of(
                    switch (response.statusCode()) {
                        case 200 -> read(response.body());
                        case 403, 404 -> new Answer.NotYours();
                        default -> new Answer.Unknown();
                    });
        } catch (ExecutionException failed) {
            call.failed(failed.getCause() == null ? failed : failed.getCause());
            log.info("booking-service did not answer: {}", failed.toString());
            return failed.getCause() instanceof ConnectException ? Optional.empty() : Optional.of(new Answer.Unknown());
        } catch (TimeoutException | IOException unavailable) {
            answer.cancel(true);
            call.failed(unavailable);
            log.info("booking-service did not answer in time: {}", unavailable.toString());
            return Optional.of(new Answer.Unknown());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of(new Answer.Unknown());
        }
    }

    private Answer read(String body) throws IOException {
        try {
            var booking = json.readTree(body);
            var total = booking.path("total");
            return new Answer.Found(
                    booking.path("status").asString("UNKNOWN"),
                    TimeOrderedId.parse(booking.path("eventId").asString("")).orElse(null),
                    total.path("amount").isIntegralNumber()
                            ? total.path("amount").asLong()
                            : null,
                    text(total.path("currency")));
        } catch (JacksonException notJson) {
            throw new IOException("booking-service answered something else than JSON", notJson);
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
