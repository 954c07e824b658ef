package dev.boxoffice.support.feed;

import java.util.UUID;

/// A booking with an open case that has its tickets, or else its money back.
record SettledBooking(UUID bookingId, boolean hasTickets) {}
