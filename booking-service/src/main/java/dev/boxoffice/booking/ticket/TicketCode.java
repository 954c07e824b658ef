package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.catalogue.TicketId;
import java.util.UUID;

/// What the code of a ticket says.
///
/// @param booking a ticket sold again after a cancellation has another one
/// @param serial a ticket that went to another person has a higher one
public record TicketCode(TicketId ticket, UUID booking, int serial) {}
