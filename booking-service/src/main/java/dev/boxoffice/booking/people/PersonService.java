package dev.boxoffice.booking.people;

import dev.boxoffice.booking.booking.mail.BuyerContactWorker;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Shows what is held of a person, and forgets them: their bookings stay, under a name that nobody can lead
/// back to them.
@Service
class PersonService {

    private static final int NAME_BYTES = 16;

    /// What became of it.
    sealed interface Erasure {
        /// @param records how many rows named them
        record Erased(long records) implements Erasure {}

        /// Their payment has to end first.
        record PaymentInFlight() implements Erasure {}
    }

    private record Traces(long rows, List<String> addresses) {}

    private final PersonRepository people;
    private final PersonMessageStore messages;
    private final AuditRepository audit;
    private final BuyerContactWorker contacts;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    PersonService(
            PersonRepository people,
            PersonMessageStore messages,
            AuditRepository audit,
            BuyerContactWorker contacts,
            TransactionTemplate transaction) {
        this.contacts = contacts;
        this.people = people;
        this.messages = messages;
        this.audit = audit;
        this.transaction = transaction;
    }

    Map<String, JsonNode> find(String subject) {
        return people.find(subject);
    }

    /// All tables in one transaction; then what instances have noted and not written, and the messages that were on
    /// their way. Where one of these fails, it is for whoever asked to ask again.
    Erasure erase(String subject) {
        contacts.forget(subject);
        var traces = transaction.execute(status -> {
            if (people.lockBookings(subject)) {
                return null;
            }
            var addresses = people.addresses(subject);
            var replacement = replacement();
            var rows = people.erase(subject, replacement, addresses);
            messages.replaceInWaitingRooms(subject, replacement);
            audit.append(
                    new AuditEntry("PERSON_ERASED", "person", replacement, null, null, null, Map.of("records", rows)));
            return new Traces(rows, addresses);
        });
        if (traces == null) {
            return new Erasure.PaymentInFlight();
        }
        people.forgetContact(subject);
        messages.deleteNaming(subject, traces.addresses());
        return new Erasure.Erased(traces.rows());
    }

    /// The same in every table, so that what belongs together still does; drawn at random and kept nowhere
    /// else, so that nothing leads from the person to it.
    private String replacement() {
        var name = new byte[NAME_BYTES];
        random.nextBytes(name);
        return "erased-" + HexFormat.of().formatHex(name);
    }
}
