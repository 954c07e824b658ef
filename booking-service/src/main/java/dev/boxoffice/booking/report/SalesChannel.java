package dev.boxoffice.booking.report;

/// Where tickets were sold.
enum SalesChannel {
    ONLINE,
    BOX_OFFICE
}
