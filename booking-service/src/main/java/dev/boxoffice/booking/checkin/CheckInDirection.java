package dev.boxoffice.booking.checkin;

/// Whether somebody comes in or, for a while, goes out.
enum CheckInDirection {
    IN,
    OUT
}
