package dev.boxoffice.booking.booking;

/// Why a paid booking was undone.
public enum CancelReason {
    CUSTOMER,
    EVENT_CANCELLED
}
