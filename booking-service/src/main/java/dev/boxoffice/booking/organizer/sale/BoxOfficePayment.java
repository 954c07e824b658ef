package dev.boxoffice.booking.organizer.sale;

/// How a ticket is paid for at the box office.
enum BoxOfficePayment {
    CASH,
    /// Complimentary: it costs nothing.
    COMP
}
