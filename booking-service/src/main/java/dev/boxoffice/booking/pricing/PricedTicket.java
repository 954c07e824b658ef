package dev.boxoffice.booking.pricing;

/// A ticket and its price.
///
/// @param amount in minor units
/// @param discounted whether the code that was given is good for it
public record PricedTicket(int ordinal, String priceType, long amount, boolean discounted) {}
