package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.BookingStatusService;
import dev.boxoffice.platform.security.Caller;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// `GET /bookings/{bookingId}/stream`: sends a booking's status at once, then at every change, until it is final
/// (Server-Sent Events).
@RestController
class BookingStreamController {

    private final BookingRepository bookings;
    private final BookingStatusService statuses;
    private final BookingViewService views;
    private final BookingStreamProperties properties;

    BookingStreamController(
            BookingRepository bookings,
            BookingStatusService statuses,
            BookingViewService views,
            BookingStreamProperties properties) {
        this.bookings = bookings;
        this.statuses = statuses;
        this.views = views;
        this.properties = properties;
    }

    @GetMapping(path = "/bookings/{bookingId}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> follow(
            @PathVariable String bookingId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Caller caller) {
        var booking = bookings.findOwn(bookingId, caller.subject()).orElseThrow(BookingProblems::notFound);
        if (booking.status().name().equals(lastEventId) && views.viewOf(booking).hasEnded()) {
            return ResponseEntity.noContent()
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(stream(booking));
    }

    private SseEmitter stream(Booking booking) {
        var emitter = new SseEmitter(properties.longest().toMillis());
        var open = new AtomicBoolean(true);
        emitter.onCompletion(() -> open.set(false));
        emitter.onTimeout(() -> open.set(false));
        emitter.onError(_ -> open.set(false));
        Thread.ofVirtual().name("booking-stream").start(() -> send(booking, emitter, open));
        return emitter;
    }

    private void send(Booking first, SseEmitter emitter, AtomicBoolean open) {
        try (var following = statuses.follow(first)) {
            var sent = send(emitter, first);
            while (open.get() && !sent.hasEnded()) {
                var before = sent.status();
                var now = following.await(it -> it.status() != before, properties.heartbeat());
                if (now.status() == before) {
                    emitter.send(SseEmitter.event().name("heartbeat").data("{}", MediaType.APPLICATION_JSON));
                    // What is owed may end otherwise than by a change of status; else a heartbeat asks nobody.
                    sent = now.status() == BookingStatus.CANCELLED ? views.viewOf(now) : sent;
                } else {
                    sent = send(emitter, now);
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            open.set(false); // the client went away
        } catch (RuntimeException failed) {
            emitter.completeWithError(failed);
        }
    }

    /// Its id is the status: who comes back with a final one has heard all there is.
    private BookingView send(SseEmitter emitter, Booking booking) throws IOException {
        var view = views.viewOf(booking);
        emitter.send(
                SseEmitter.event().id(booking.status().name()).name("booking").data(view, MediaType.APPLICATION_JSON));
        return view;
    }
}
