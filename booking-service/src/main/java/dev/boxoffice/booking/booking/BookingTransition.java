package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.seats.TicketState.Status;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.outbox.OutboxMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A booking that a statement has moved, and its tickets with it.
///
/// @param booking as it is now
/// @param spentAdmission the waiting room's admission that it used up
/// @param message its row in `booking.outbox`: for the mirror first, then for the readers of the stream
/// @param moved the tickets that were moved: all of them, unless something is wrong
/// @param seats what they are now; given back, they may be kept for a waitlist
record BookingTransition(
        Booking booking, @Nullable String spentAdmission, OutboxMessage message, TicketVersions moved, Status seats) {

    private static final BookingRowMapper ROWS = new BookingRowMapper();

    boolean isComplete() {
        return moved.ordinals().size() == booking.ordinals().size();
    }

    /// @param type of its message
    static BookingTransition read(ResultSet row, int number, String type, Instant now, @Nullable String trace)
            throws SQLException {
        var message = new OutboxMessage(
                row.getObject("message", UUID.class),
                type,
                row.getString("payload"),
                now.atOffset(ZoneOffset.UTC),
                trace);
        var seats = row.getString("seats");
        return new BookingTransition(
                ROWS.mapRow(row, number),
                row.getString("spent_admission"),
                message,
                TicketVersions.read(row),
                seats == null ? Status.AVAILABLE : Status.valueOf(seats));
    }
}
