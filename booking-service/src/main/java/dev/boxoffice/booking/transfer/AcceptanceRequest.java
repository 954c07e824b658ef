package dev.boxoffice.booking.transfer;

import org.jspecify.annotations.Nullable;

/// The body of `POST /transfers/{transferId}/acceptance`, which may be left out.
///
/// @param token from the mail that told of the offer: for a receiver whose account has another address
record AcceptanceRequest(@Nullable String token) {}
