package dev.boxoffice.booking.transfer;

import java.util.UUID;

/// A paid ticket as its row is now, locked.
///
/// @param used whether somebody has gone in with it
/// @param onOffer whether somebody on the waitlist is offered it
record TicketStanding(UUID booking, String owner, int serial, boolean used, boolean onOffer) {}
