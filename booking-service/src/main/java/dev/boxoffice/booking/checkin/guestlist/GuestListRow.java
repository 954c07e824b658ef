package dev.boxoffice.booking.checkin.guestlist;

import org.jspecify.annotations.Nullable;

/// A ticket that stands, or one that does not any more.
///
/// @param entry null for one that does not
record GuestListRow(String ticketId, @Nullable GuestListEntry entry) {}
