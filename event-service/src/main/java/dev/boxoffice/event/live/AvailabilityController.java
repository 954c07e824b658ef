package dev.boxoffice.event.live;

import dev.boxoffice.event.encoding.EncodedResponse;
import dev.boxoffice.platform.http.PreferredWait;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
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

    private final LiveSeatMapService seats;
    private final LiveMetrics metrics;
    private final LiveProperties properties;

    AvailabilityController(LiveSeatMapService seats, LiveMetrics metrics, LiveProperties properties) {
        this.seats = seats;
        this.metrics = metrics;
        this.properties = properties;
    }

    @GetMapping
    ResponseEntity<byte[]> show(@PathVariable String eventId, @RequestHeader HttpHeaders headers)
            throws InterruptedException {
        var id = TimeOrderedId.parse(eventId);
        var document = id.flatMap(seats::document);
        if (document.isEmpty()) {
            return noSuchEvent().toResponse();
        }
        var known = headers.getFirst(HttpHeaders.IF_NONE_MATCH);
        var wait = PreferredWait.of(headers.getFirst("Prefer"), properties.maxWait());
        if (known == null || wait.isEmpty() || !document.get().matches(known)) {
            return EncodedResponse.of(document.get(), headers, "no-cache");
        }
        var answer = EncodedResponse.of(
                changed(id.orElseThrow(), document.get(), wait.get().duration()), headers, "no-cache");
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header("Preference-Applied", wait.get().applied())
                .body(answer.getBody());
    }

    private AvailabilityDocument changed(UUID eventId, AvailabilityDocument known, Duration wait)
            throws InterruptedException {
        var pollers = metrics.pollers();
        try {
            return pollers.incrementAndGet() > properties.maxPollers()
                    ? known
                    : seats.documentAfter(eventId, known.version(), wait);
        } finally {
            pollers.decrementAndGet();
        }
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(
            @PathVariable String eventId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        UUID id = TimeOrderedId.parse(eventId)
                .filter(known -> seats.document(known).isPresent())
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
        var watcher = request.upgrade(SeatStreamSubscriber.class);
        response.setStatus(HttpServletResponse.SC_OK); // in HTTP nothing is upgraded; only our side changes hands
        response.flushBuffer();
        seats.subscribe(id, version(lastEventId), watcher);
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
