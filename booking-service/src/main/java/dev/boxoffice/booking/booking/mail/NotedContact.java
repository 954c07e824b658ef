package dev.boxoffice.booking.booking.mail;

import java.time.Instant;

/// How to reach somebody, as their token said.
///
/// @param at when it said so; an erasure of theirs since then comes first
record NotedContact(BuyerContact contact, Instant at) {}
