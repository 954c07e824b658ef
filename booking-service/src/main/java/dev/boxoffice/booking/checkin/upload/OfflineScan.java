package dev.boxoffice.booking.checkin.upload;

import dev.boxoffice.booking.checkin.CheckInDirection;
import java.time.Instant;

/// A scan that was made without a network.
///
/// @param code as it was read, without what stood around it
/// @param scanner subject of whoever sends it
record OfflineScan(
        String code,
        CheckInDirection direction,
        String gate,
        String nonce,
        String scanner,
        String device,
        Instant scannedAt) {}
