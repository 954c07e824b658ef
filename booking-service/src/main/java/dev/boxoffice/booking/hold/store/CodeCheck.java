package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.pricing.CodeRefusal;
import dev.boxoffice.booking.pricing.CodeTerms;

/// The code that a request came with, as far as the catalogue knows; the rest is decided by Redis's clock and counts.
public sealed interface CodeCheck {

    record Known(CodeTerms terms) implements CodeCheck {}

    record Refused(CodeRefusal reason) implements CodeCheck {}
}
