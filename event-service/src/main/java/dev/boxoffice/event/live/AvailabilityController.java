package dev.boxoffice.event.live;

import dev.boxoffice.event.encoding.EncodedAnswer;
import dev.boxoffice.platform.http.PreferredWait;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/events/{eventId}/availability")
class AvailabilityController {

    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");
    private static final String RETRY_AFTER_SECONDS = "5";

    private final LiveSeats seats;
    private final LiveMetrics metrics;
    private final LiveProperties properties;

    AvailabilityController(LiveSeats seats, LiveMetrics metrics, LiveProperties properties) {
        this.seats = seats;
        this.metrics = metrics;
        this.properties = properties;
    }

    /// The document as it is written by hand in [AvailabilityBody], for the OpenAPI description.
    record Availability(
            UUID eventId,
            long version,
            int total,
            int available,
            int held,
            int booked,
            String encoding,
            String statuses) {}

    @GetMapping
    @Operation(summary = "Which places are free now, compact; poll it with If-None-Match")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Availability.class)))
    ResponseEntity<byte[]> show(@PathVariable String eventId, @RequestHeader HttpHeaders headers)
            throws InterruptedException {
        var id = TimeOrderedId.parse(eventId);
        var body = id.flatMap(seats::body);
        if (body.isEmpty()) {
            return noSuchEvent().toResponse();
        }
        var known = headers.getFirst(HttpHeaders.IF_NONE_MATCH);
        var wait = PreferredWait.of(headers.getFirst("Prefer"), properties.maxWait());
        if (known == null || wait.isEmpty() || !body.get().matches(known)) {
            return EncodedAnswer.of(body.get(), headers, "no-cache");
        }
        var answer =
                EncodedAnswer.of(news(id.orElseThrow(), body.get(), wait.get().duration()), headers, "no-cache");
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header("Preference-Applied", wait.get().applied())
                .body(answer.getBody());
    }

    private AvailabilityBody news(UUID eventId, AvailabilityBody known, Duration wait) throws InterruptedException {
        var pollers = metrics.pollers();
        try {
            return pollers.incrementAndGet() > properties.maxPollers()
                    ? known
                    : seats.bodyAfter(eventId, known.version(), wait);
        } finally {
            pollers.decrementAndGet();
        }
    }

    @GetMapping("/stream")
    @Operation(summary = "The same as Server-Sent Events, without gap or repeat")
    @ApiResponse(
            responseCode = "200",
            description = "Server-Sent Events: snapshot, seats, heartbeat",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void watch(
            @PathVariable String eventId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        UUID id = TimeOrderedId.parse(eventId)
                .filter(known -> seats.body(known).isPresent())
                .orElseThrow(() -> noSuchEvent().toException());
        if (metrics.watchers().get() >= properties.maxWatchers()) {
            throw Problem.of(ProblemTypes.UNAVAILABLE, "Too many people are watching here. Poll, or try again shortly.")
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .toException();
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would gather frames otherwise
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        response.setHeader(HttpHeaders.CONNECTION, "close"); // the body ends with the connection, so it needs no chunks
        var watcher = request.upgrade(Watcher.class);
        response.setStatus(HttpServletResponse.SC_OK); // in HTTP nothing is upgraded; only our side changes hands
        response.flushBuffer();
        seats.watch(id, version(lastEventId), watcher);
    }

    private static long version(@Nullable String lastEventId) {
        return lastEventId != null && VERSION.matcher(lastEventId.strip()).matches()
                ? Long.parseLong(lastEventId.strip())
                : -1;
    }

    private static Problem noSuchEvent() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such event on sale.");
    }
}
