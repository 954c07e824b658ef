package dev.boxoffice.booking.transfer;

import dev.boxoffice.booking.catalogue.TicketId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A ticket that is offered to another person.
///
/// @param serial of the code that dies when it is accepted
/// @param to a subject or a mail address
record Transfer(
        UUID id,
        TicketId ticket,
        UUID booking,
        int serial,
        String from,
        String to,
        TransferStatus status,
        @Nullable String acceptedBy,
        Instant createdAt,
        Instant expiresAt) {

    boolean isAcceptedBy(String subject) {
        return status == TransferStatus.ACCEPTED && subject.equals(acceptedBy);
    }

    Transfer withSerial(int current) {
        return new Transfer(id, ticket, booking, current, from, to, status, acceptedBy, createdAt, expiresAt);
    }

    boolean isToAddress() {
        return to.indexOf('@') > 0;
    }
}
