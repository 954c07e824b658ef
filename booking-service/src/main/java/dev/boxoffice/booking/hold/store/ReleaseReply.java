package dev.boxoffice.booking.hold.store;

/// What `release.lua` can answer.
public enum ReleaseReply {
    RELEASED,
    /// There is no such hold, or no longer.
    GONE,
    /// The hold is another buyer's.
    FOREIGN,
    /// Its seats are being paid for, or are paid for.
    IN_PAYMENT
}
