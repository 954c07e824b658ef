package dev.boxoffice.booking.checkin.upload;

import dev.boxoffice.booking.checkin.CheckInDirection;
import dev.boxoffice.platform.problem.FieldErrors;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /events/{eventId}/scans`.
record ScanUploadRequest(@Nullable List<@Nullable Scan> scans) {

    private static final int MAX_SCANS = 1_000;
    private static final int MAX_LENGTH = 100;
    private static final int MAX_CODE_LENGTH = 1_000;

    /// One scan as a device remembers it.
    ///
    /// @param nonce the scan's own id: sent again, it counts once
    /// @param direction none is `IN`
    /// @param scannedAt by the device's clock
    record Scan(
            @Nullable String code,
            @Nullable String gate,
            @Nullable String nonce,
            @Nullable CheckInDirection direction,
            @Nullable Instant scannedAt,
            @Nullable String device) {}

    void validate() {
        if (scans == null || scans.isEmpty() || scans.size() > MAX_SCANS) {
            throw FieldErrors.single("scans", "must have 1 to " + MAX_SCANS + " scans");
        }
        var errors = FieldErrors.collect();
        for (var i = 0; i < scans.size(); i++) {
            var at = "scans[" + i + "]";
            var scan = scans.get(i);
            if (scan == null) {
                errors.reject(at, "must be a scan");
                continue;
            }
            var code = scan.code();
            errors.rejectIf(
                            code == null || code.isBlank() || code.length() > MAX_CODE_LENGTH,
                            at + ".code",
                            "must have 1 to " + MAX_CODE_LENGTH + " characters")
                    .rejectIf(!fits(scan.gate()), at + ".gate", "must have 1 to " + MAX_LENGTH + " characters")
                    .rejectIf(!fits(scan.nonce()), at + ".nonce", "must have 1 to " + MAX_LENGTH + " characters")
                    .rejectIf(!fits(scan.device()), at + ".device", "must have 1 to " + MAX_LENGTH + " characters")
                    .rejectIf(scan.scannedAt() == null, at + ".scannedAt", "must be given");
        }
        errors.throwIfAny();
    }

    private static boolean fits(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= MAX_LENGTH;
    }
}
