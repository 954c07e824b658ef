package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.booking.mail.RequestedMail;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Has the tickets of confirmed bookings mailed, and those of buyers who were given other seats. The request for the
/// mail goes where the confirmation came from,
/// under an id made of the confirmation's: read twice, or by two, it is the same request, and its reader acts
/// once. So a sale costs Postgres nothing for its mail.
@Component
class ConfirmedBookingListener {

    private static final Logger log = LoggerFactory.getLogger(ConfirmedBookingListener.class);

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
    private final MailableBookingService bookings;
    private final BuyerContactRepository contacts;
    private final TicketMailService mails;
    private final JsonMapper json;

    ConfirmedBookingListener(
            ConfirmedBookingStore stream,
            MailableBookingService bookings,
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

    /// @return those that nothing is left to be done for: all but those whose buyer's address is not known (yet), or
    /// whose mail could not be written
    Set<Confirmation> requestMails(Collection<Confirmation> confirmations) {
        var paid =
                bookings.find(confirmations.stream().map(Confirmation::booking).collect(Collectors.toSet()));
        var known = paid.isEmpty() ? Map.<UUID, BuyerContact>of() : contacts.find(paid.values());
        var done = new HashSet<Confirmation>();
        var requests = new ArrayList<Map<String, String>>();
        for (var confirmation : confirmations) {
            var booking = paid.get(confirmation.booking());
            var contact = known.get(confirmation.booking());
            if (booking == null || (contact != null && isWritten(confirmation, booking, contact, requests))) {
                done.add(confirmation);
            }
        }
        stream.append(requests);
        return done;
    }

    private boolean isWritten(
            Confirmation confirmation, Booking booking, BuyerContact contact, List<Map<String, String>> requests) {
        try {
            requests.add(fields(mails.compose(booking, contact, confirmation.occasion()), confirmation));
            return true;
        } catch (RuntimeException failure) { // whatever it is, the mails behind must not wait for it
            log.warn("The tickets of booking {} are mailed later", booking.id(), failure);
            return false;
        }
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
