package dev.boxoffice.booking.pricing;

import java.math.BigDecimal;

/// A tax on tickets and fees.
///
/// @param included in the prices, so that it is shown and not added
public record SalesTax(String name, BigDecimal percent, boolean included) {}
