package dev.boxoffice.booking.checkin.upload;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a scan that was uploaded.
///
/// @param result `ADMITTED` or `LEFT` where it counts, else `REFUSED`
/// @param checkInId of the scan, where it is kept: also one that another was quicker than
/// @param problem why it is refused, a problem type's name
/// @param gate of the scan that was quicker
/// @param at when that was
record ScanResult(
        String nonce,
        String device,
        String result,
        @Nullable UUID checkInId,
        @Nullable String ticketId,
        @Nullable String problem,
        @Nullable String gate,
        @Nullable Instant at) {

    static ScanResult refused(OfflineScan scan, @Nullable String ticket, String problem) {
        return new ScanResult(scan.nonce(), scan.device(), "REFUSED", null, ticket, problem, null, null);
    }
}
