package dev.boxoffice.platform.money;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.Currency;

/// An amount in a currency's minor units (ISO 4217): `Money(4500, "EUR")` is 45 euro, `Money(4500, "JPY")` 4,500 yen.
///
/// @param amount in minor units: cents for EUR, whole yen for JPY, thousandths for KWD
public record Money(long amount, String currency) {

    public Money {
        if (!isKnown(currency)) {
            throw FieldErrors.single("currency", "must be an ISO 4217 code such as EUR");
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /// @throws ArithmeticException on overflow
    /// @throws IllegalArgumentException when the currencies differ
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    public static boolean isKnown(@org.jspecify.annotations.Nullable String currency) {
        if (currency == null || currency.length() != 3) {
            return false;
        }
        try {
            return Currency.getInstance(currency).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
