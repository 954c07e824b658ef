package dev.boxoffice.booking.checkin;

import org.jspecify.annotations.Nullable;

/// Who stands at the door, as far as the ticket knows.
///
/// @param holderName null where nobody has said it
record Guest(String priceType, @Nullable String holderName) {}
