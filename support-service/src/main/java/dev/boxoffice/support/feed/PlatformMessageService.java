package dev.boxoffice.support.feed;

import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Acts on one message, once. Late, repeated and reordered ones are normal: every handler looks at how things are now.
@Service
class PlatformMessageService {

    private static final Logger log = LoggerFactory.getLogger(PlatformMessageService.class);

    /// A declined card or a cancelled booking is no trouble yet, and a published event even less.
    private static final Set<String> IGNORED = Set.of(
            "BookingPaymentFailed",
            "BookingCancelled",
            "BookingTicketsReturned",
            "TicketTransferred",
            "WaitlistSeatsReleased",
            "PaymentDisputeClosed",
            "EventPublished");

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

    /// Those of a batch that somebody here may have to act on. Of most sales the desk has no case, and one look
    /// says so of all of them; what changes nothing need not be remembered either.
    List<PlatformMessage> relevant(List<PlatformMessage> batch) {
        var sold = batch.stream()
                .filter(PlatformMessageService::isOnlyAboutBooking)
                .flatMap(message -> message.bookingId().stream())
                .collect(Collectors.toSet());
        var known = sold.isEmpty() ? Set.<UUID>of() : bookings.withOpenCase(sold);
        return batch.stream()
                .filter(message -> !IGNORED.contains(message.type()))
                .filter(message -> !isOnlyAboutBooking(message)
                        || message.bookingId().map(known::contains).orElse(false))
                .toList();
    }

    private static boolean isOnlyAboutBooking(PlatformMessage message) {
        return Set.of("BookingConfirmed", "BookingRefunded", "RefundSucceeded").contains(message.type());
    }

    /// All of them or none.
    @Transactional
    public void handleMailRequests(Collection<PlatformMessage> requests) {
        var now = UtcTime.now(clock);
        var byId = new LinkedHashMap<String, PlatformMessage>();
        requests.forEach(request -> byId.putIfAbsent(request.id(), request));
        byId.keySet().retainAll(inbox.newAmong(byId.keySet(), MoneyMessageService.MAIL_REQUESTED, now));
        money.sendMails(byId.values(), now);
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
            case String type when MoneyMessageService.TYPES.contains(type) -> money.handle(message, now);
            default -> log.debug("Nobody here acts on {}", message.type());
        }
    }
}
