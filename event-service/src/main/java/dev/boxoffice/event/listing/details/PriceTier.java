package dev.boxoffice.event.listing.details;

import dev.boxoffice.event.listing.price.TicketType;
import dev.boxoffice.event.listing.price.TicketTypes;
import dev.boxoffice.event.listing.price.TicketTypesConverter;
import dev.boxoffice.platform.money.Money;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The sections that sell at the same prices.
///
/// @param amount of the type that a seat is said to cost: the first that needs no other
/// @param lowest of all types
/// @param highest of all types
/// @param types null where the one price is all
@Embeddable
public record PriceTier(
        String name,
        long amount,
        String currency,
        String[] sections,
        long lowest,
        long highest,

        @Convert(converter = TicketTypesConverter.class) @Nullable
        TicketTypes types) {

    static PriceTier of(String name, String currency, List<String> sections, TicketTypes types) {
        var plain = types.all().equals(List.of(TicketType.standard(types.usualAmount())));
        return new PriceTier(
                name,
                types.usualAmount(),
                currency,
                sections.toArray(String[]::new),
                types.lowest(),
                types.highest(),
                plain ? null : types);
    }

    public Money price() {
        return new Money(amount, currency);
    }

    /// In the organiser's order.
    public List<TicketType> prices() {
        return types == null ? List.of(TicketType.standard(amount)) : types.all();
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
                && Objects.equals(types, tier.types)
                && Arrays.equals(sections, tier.sections);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(sections);
    }
}
