package dev.boxoffice.booking.booking.mail;

import java.util.List;
import java.util.UUID;

/// Somebody whom tickets of another's booking were passed on to, and how to reach them.
record TicketHolder(UUID booking, List<Integer> ordinals, BuyerContact contact) {}
