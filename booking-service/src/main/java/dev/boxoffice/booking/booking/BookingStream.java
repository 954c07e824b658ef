package dev.boxoffice.booking.booking;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Sends a booking's status at once, then at every change, until it is final.
@Component
class BookingStream {

    /// @param heartbeat longest silence on a stream
    /// @param longest a stream is ended after this long; clients reconnect by themselves
    @ConfigurationProperties("boxoffice.booking-stream")
    record StreamProperties(
            @DefaultValue("10s") Duration heartbeat,
            @DefaultValue("15m") Duration longest) {}

    private final BookingWait bookings;
    private final BookingView.Assembler views;
    private final StreamProperties properties;

    BookingStream(BookingWait bookings, BookingView.Assembler views, StreamProperties properties) {
        this.bookings = bookings;
        this.views = views;
        this.properties = properties;
    }

    SseEmitter of(Booking booking) {
        var emitter = new SseEmitter(properties.longest().toMillis());
        var open = new AtomicBoolean(true);
        emitter.onCompletion(() -> open.set(false));
        emitter.onTimeout(() -> open.set(false));
        emitter.onError(_ -> open.set(false));
        Thread.ofVirtual().name("booking-stream").start(() -> send(booking, emitter, open));
        return emitter;
    }

    private void send(Booking first, SseEmitter emitter, AtomicBoolean open) {
        try {
            var sent = first;
            send(emitter, sent);
            while (open.get() && !isFinal(sent.status())) {
                var before = sent.status();
                var now = bookings.until(it -> it.status() != before, sent, properties.heartbeat());
                if (now.status() == before) {
                    emitter.send(SseEmitter.event().name("heartbeat").data("{}", MediaType.APPLICATION_JSON));
                } else {
                    send(emitter, now);
                }
                sent = now;
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            open.set(false); // the client went away
        } catch (RuntimeException failed) {
            emitter.completeWithError(failed);
        }
    }

    private void send(SseEmitter emitter, Booking booking) throws IOException {
        emitter.send(SseEmitter.event().name("booking").data(views.of(booking), MediaType.APPLICATION_JSON));
    }

    /// A cancelled booking still waits for its refund.
    private static boolean isFinal(BookingStatus status) {
        return switch (status) {
            case PROCESSING, REQUIRES_ACTION, CANCELLED -> false;
            case CONFIRMED, PAYMENT_FAILED, REFUNDED -> true;
        };
    }
}
