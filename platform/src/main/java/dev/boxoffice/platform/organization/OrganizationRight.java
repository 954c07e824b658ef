package dev.boxoffice.platform.organization;

/// What somebody can be allowed to do for an organization and its events. Which roles carry it stands in
/// [OrganizationRole].
public enum OrganizationRight {
    /// Give and take roles.
    MANAGE_MEMBERS,
    /// Make, edit, publish, move and cancel events; edit venues and performers; run waiting rooms; read the
    /// audit.
    EDIT_EVENTS,
    /// Set prices, give out codes.
    SET_PRICES,
    /// Sell at the box office, give away, withhold seats, move a buyer.
    SELL,
    /// Read bookings, attendees and what was sold.
    READ_BOOKINGS,
    /// Read the ledger.
    READ_MONEY,
    /// Read who changed what.
    READ_AUDIT,
    /// Give money back.
    REFUND,
    /// Scan tickets, undo a scan, upload scans.
    CHECK_IN,
    /// Read the guest list, who is in, and conflicts of scans.
    READ_DOOR
}
