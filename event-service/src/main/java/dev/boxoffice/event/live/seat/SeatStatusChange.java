package dev.boxoffice.event.live.seat;

/// One seat's new status.
public record SeatStatusChange(int ordinal, byte status) {}
