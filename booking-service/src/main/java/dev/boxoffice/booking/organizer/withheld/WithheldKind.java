package dev.boxoffice.booking.organizer.withheld;

/// Why a seat is kept from the sale.
public enum WithheldKind {
    /// For the house's guests: the box office may sell it.
    HOUSE,
    /// Nobody can sit there.
    KILL
}
