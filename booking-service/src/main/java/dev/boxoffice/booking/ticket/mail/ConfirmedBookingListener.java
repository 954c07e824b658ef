package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.booking.mail.RequestedMail;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Has the tickets of confirmed bookings mailed, and those of buyers who were given other seats. The request for the
/// mail goes where the confirmation came from,
/// under an id made of the confirmation's: read twice, or by two, it is the same request, and its reader acts
/// once. So a sale costs Postgres nothing for its mail.
@Component
class ConfirmedBookingListener {

    /// What is told, and on which occasion tickets are mailed then.
    private static final Map<String, String> OCCASIONS =
            Map.of("BookingConfirmed", "confirmed", "BookingSeatsMoved", "reseated");

    private static final String REQUESTED = "MailRequested";

    /// What was told.
    record Confirmation(String id, String occasion, UUID booking, String occurredAt, Optional<String> trace) {
        boolean isBefore(Instant time) {
            return Instant.parse(occurredAt).isBefore(time);
        }
    }

    private record Envelope(UUID messageId, String type, String occurredAt, RequestedMail data) {}

    private final ConfirmedBookingStore stream;
    private final BookingRepository bookings;
    private final BuyerContactRepository contacts;
    private final TicketMailService mails;
    private final JsonMapper json;

    ConfirmedBookingListener(
            ConfirmedBookingStore stream,
            BookingRepository bookings,
            BuyerContactRepository contacts,
            TicketMailService mails,
            JsonMapper json) {
        this.stream = stream;
        this.bookings = bookings;
        this.contacts = contacts;
        this.mails = mails;
        this.json = json;
    }

    /// Empty for anything else that is told.
    Optional<Confirmation> read(Map<String, String> message) {
        var occasion = OCCASIONS.get(message.getOrDefault("type", ""));
        if (occasion == null) {
            return Optional.empty();
        }
        var payload = json.readTree(message.getOrDefault("payload", "{}"));
        return TimeOrderedId.parse(payload.at("/data/bookingId").asString(""))
                .map(booking -> new Confirmation(
                        payload.path("messageId").asString(""),
                        occasion,
                        booking,
                        payload.path("occurredAt").asString(""),
                        Optional.ofNullable(message.get(TracePropagation.FIELD))));
    }

    /// @return false where its buyer's address is not known (yet)
    boolean requestMail(Confirmation confirmation) {
        return bookings.find(confirmation.booking())
                .filter(booking -> booking.status().isPaid())
                .map(booking -> requestMail(booking, confirmation))
                .orElse(true);
    }

    private boolean requestMail(Booking booking, Confirmation confirmation) {
        var contact = contacts.find(booking);
        contact.ifPresent(
                found -> stream.append(fields(mails.compose(booking, found, confirmation.occasion()), confirmation)));
        return contact.isPresent();
    }

    private Map<String, String> fields(RequestedMail mail, Confirmation confirmation) {
        var id = UUID.nameUUIDFromBytes((REQUESTED + " " + confirmation.id()).getBytes(StandardCharsets.UTF_8));
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", id.toString());
        fields.put("type", REQUESTED);
        fields.put("payload", json.writeValueAsString(new Envelope(id, REQUESTED, confirmation.occurredAt(), mail)));
        confirmation.trace().ifPresent(trace -> fields.put(TracePropagation.FIELD, trace));
        return fields;
    }
}
