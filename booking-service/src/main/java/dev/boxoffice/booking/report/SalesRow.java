package dev.boxoffice.booking.report;

import dev.boxoffice.platform.money.Money;

/// What was sold of one tier, type, section, day or channel.
///
/// @param tickets that stand: neither given back nor void
/// @param amount their prices less their discounts; fees and taxes that are added are not in it
record SalesRow(String key, long tickets, Money amount) {}
