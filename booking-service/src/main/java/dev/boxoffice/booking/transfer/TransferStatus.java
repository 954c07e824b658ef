package dev.boxoffice.booking.transfer;

/// How an offer stands.
enum TransferStatus {
    OFFERED,
    ACCEPTED,
    /// Its giver has taken it back.
    WITHDRAWN,
    /// Its receiver does not want it.
    DECLINED,
    /// Nobody has accepted it in time, or its ticket is no longer to be had.
    LAPSED
}
