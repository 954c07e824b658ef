package dev.boxoffice.booking.checkin.upload;

import java.time.Instant;
import java.util.UUID;

/// Two scans that let in with the same ticket, and nobody going out between them.
///
/// @param counted the earlier one
/// @param refused the later one: whoever came by it should not be inside
record ScanConflict(String ticketId, Side counted, Side refused) {

    /// @param device empty for a scan that was made online
    record Side(UUID checkInId, String gate, String scanner, String device, Instant scannedAt) {}
}
