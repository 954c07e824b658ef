package dev.boxoffice.event.live.seat;

/// The status of every ticket of an event, read from the stores.
///
/// @param closed whether the event is cancelled, so that a seat given back is not for sale again
public record SeatSnapshot(long version, byte[] statuses, boolean closed) {}
