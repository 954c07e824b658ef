package dev.boxoffice.booking.booking.refund;

/// A ticket that its booking no longer has.
public record ReturnedTicket(int ordinal, ReturnTerms terms) {}
