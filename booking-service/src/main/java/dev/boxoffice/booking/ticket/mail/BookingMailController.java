package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.logging.PersonalDataRedactor;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `POST /bookings/{bookingId}/mails`: the tickets by mail once more, to the address the booking has.
@RestController
class BookingMailController {

    record SentMail(UUID bookingId, String recipient) {}

    private final BookingRepository bookings;
    private final MailableBookingService mailable;
    private final BuyerContactRepository contacts;
    private final TicketMailService mails;
    private final TicketMailProperties limits;

    BookingMailController(
            BookingRepository bookings,
            MailableBookingService mailable,
            BuyerContactRepository contacts,
            TicketMailService mails,
            TicketMailProperties limits) {
        this.bookings = bookings;
        this.mailable = mailable;
        this.contacts = contacts;
        this.mails = mails;
        this.limits = limits;
    }

    @PostMapping("/bookings/{bookingId}/mails")
    @Idempotent
    public ResponseEntity<SentMail> sendAgain(@PathVariable String bookingId, Caller caller) {
        var booking = readable(bookingId, caller);
        if (!booking.status().isPaid()) {
            return Problem.of(
                            BookingProblems.NOT_CONFIRMED,
                            "There are tickets once a booking is confirmed; this one is " + booking.status() + ".")
                    .toResponse();
        }
        if (!mailable.hasTickets(booking)) {
            throw BookingProblems.noTicketLeft();
        }
        var contact = contactOf(booking, caller);
        if (contact.isEmpty()) {
            return Problem.of(BookingProblems.NO_CONTACT, "Nobody has said where this booking's mail goes.")
                    .toResponse();
        }
        if (!mails.sendAgain(booking, contact.get(), caller.subject())) {
            return Problem.of(ProblemTypes.RATE_LIMITED, "These tickets have been sent often enough for now.")
                    .header(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(limits.window().toSeconds()))
                    .toResponse();
        }
        return ResponseEntity.accepted().body(new SentMail(booking.id(), shown(contact.get(), booking, caller)));
    }

    /// Not all who work at the desk may read where a buyer is reached; that it went there they are told.
    private static String shown(BuyerContact contact, Booking booking, Caller caller) {
        return booking.buyer().equals(caller.subject())
                ? contact.email()
                : PersonalDataRedactor.mailAddress(contact.email());
    }

    /// The desk sends anybody's tickets again, but to their buyer alone.
    private Booking readable(String bookingId, Caller caller) {
        var own = bookings.findOwn(bookingId, caller.subject());
        if (own.isPresent() || !(caller.has(Role.AGENT) || caller.has(Role.SUPPORT_MANAGER))) {
            return own.orElseThrow(BookingProblems::notFound);
        }
        return TimeOrderedId.parse(bookingId).flatMap(bookings::find).orElseThrow(BookingProblems::notFound);
    }

    private Optional<BuyerContact> contactOf(Booking booking, Caller caller) {
        return contacts.find(booking)
                .or(() -> booking.buyer().equals(caller.subject()) ? BuyerContact.of(caller) : Optional.empty());
    }
}
