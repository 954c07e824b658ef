package dev.boxoffice.event.listing.details;

import dev.boxoffice.platform.money.Money;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.List;

/// A price and the sections that sell at it.
@Embeddable
public record PriceTier(String name, long amount, String currency, String[] sections) {

    static PriceTier of(String name, Money price, List<String> sections) {
        return new PriceTier(name, price.amount(), price.currency(), sections.toArray(String[]::new));
    }

    public Money price() {
        return new Money(amount, currency);
    }

    public List<String> sectionNames() {
        return List.of(sections);
    }

    /// By content: a record compares arrays by identity.
    @Override
    public boolean equals(Object other) {
        return other instanceof PriceTier tier
                && name.equals(tier.name)
                && amount == tier.amount
                && currency.equals(tier.currency)
                && Arrays.equals(sections, tier.sections);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(sections);
    }
}
