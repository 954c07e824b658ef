package dev.boxoffice.event.live;

/// One seat's new status.
record SeatChange(int ordinal, byte status) {}
