package dev.boxoffice.booking.booking.mail;

import org.jspecify.annotations.Nullable;

/// How to reach somebody who books, as their token last said.
record BuyerContact(String subject, String email, @Nullable String name) {}
