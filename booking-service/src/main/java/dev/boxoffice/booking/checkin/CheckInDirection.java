package dev.boxoffice.booking.checkin;

/// Whether somebody comes in or, for a while, goes out.
public enum CheckInDirection {
    IN,
    OUT
}
