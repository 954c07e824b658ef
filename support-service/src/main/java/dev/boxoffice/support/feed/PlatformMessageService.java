package dev.boxoffice.support.feed;

import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Acts on one message, once. Late, repeated and reordered ones are normal: every handler looks at how things are now.
@Service
class PlatformMessageService {

    private static final Logger log = LoggerFactory.getLogger(PlatformMessageService.class);

    private final InboxRepository inbox;
    private final MoneyMessageService money;
    private final BookingChangeService bookings;
    private final EventChangeService events;
    private final Clock clock;

    PlatformMessageService(
            InboxRepository inbox,
            MoneyMessageService money,
            BookingChangeService bookings,
            EventChangeService events,
            Clock clock) {
        this.inbox = inbox;
        this.money = money;
        this.bookings = bookings;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void handle(PlatformMessage message) {
        var now = UtcTime.now(clock);
        if (!inbox.isNew(message.id(), message.type(), now)) {
            return;
        }
        switch (message.type()) {
            case "BookingConfirmed" -> message.bookingId().ifPresent(booking -> bookings.ticketIssued(booking, now));
            case "BookingRefunded" -> message.bookingId().ifPresent(booking -> bookings.refunded(booking, now));
            case "EventCancelled" ->
                message.eventId().ifPresent(event -> events.cancelled(event, message.text("name"), now));
            case "EventChanged" -> message.eventId().ifPresent(event -> events.changed(event, now));
            // A declined card or a cancelled booking is no trouble yet, and a published event even less.
            case "BookingPaymentFailed", "BookingCancelled", "BookingTicketsReturned", "EventPublished" -> {}
            case String type when MoneyMessageService.TYPES.contains(type) -> money.handle(message, now);
            default -> log.debug("Nobody here acts on {}", message.type());
        }
    }
}
