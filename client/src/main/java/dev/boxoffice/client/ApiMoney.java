package dev.boxoffice.client;

/// @param amount minor units
/// @param currency ISO 4217
public record ApiMoney(long amount, String currency) {}
