package dev.boxoffice.booking.pricing;

import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.platform.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What an event is sold by, in one version that never changes (`catalog.event_pricing`).
public final class EventPricing {

    /// Sections that sell at the same prices.
    public record Tier(String name, List<String> sections, List<Type> prices) {
        public Optional<Type> type(String name) {
            return prices.stream().filter(type -> type.type().equals(name)).findFirst();
        }

        /// What is bought where no type is named: the first that needs no other.
        public Type usual() {
            return prices.stream()
                    .filter(type -> type.needs() == null)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// One of several prices of a tier.
    ///
    /// @param needs the type that must be in the same booking
    public record Type(
            String type,
            long amount,
            @Nullable String needs,
            @Nullable Integer maxPerBooking) {}

    private final long version;
    private final String currency;
    private final Map<String, Tier> tierOfSection = new HashMap<>();
    private final List<String> typeNames;
    private final LineCalculator calculator;

    EventPricing(long version, String currency, List<Tier> tiers, List<Fee> fees, @Nullable SalesTax tax) {
        this.version = version;
        this.currency = currency;
        this.calculator = new LineCalculator(currency, fees, tax);
        var names = new LinkedHashSet<String>();
        for (var tier : tiers) {
            tier.sections().forEach(section -> tierOfSection.put(section, tier));
            tier.prices().forEach(type -> names.add(type.type()));
        }
        this.typeNames = List.copyOf(names);
    }

    public long version() {
        return version;
    }

    public String currency() {
        return currency;
    }

    /// The event's types, by the numbers that [PriceChoice] knows them by.
    public List<String> typeNames() {
        return typeNames;
    }

    public Tier tierOf(String section) {
        var tier = tierOfSection.get(section);
        if (tier == null) {
            throw new IllegalStateException("section " + section + " has no price in version " + version);
        }
        return tier;
    }

    /// What tickets cost.
    ///
    /// @param sectionOf where the ticket of an ordinal is
    /// @param types numbers of types in the order of the ordinals; empty: the usual type of each
    /// @param code null without
    public List<BookingLine> lines(
            List<Integer> ordinals, IntFunction<String> sectionOf, List<Integer> types, @Nullable CodeTerms code) {
        var tickets = new ArrayList<PricedTicket>(ordinals.size());
        for (var i = 0; i < ordinals.size(); i++) {
            var section = sectionOf.apply(ordinals.get(i));
            var tier = tierOf(section);
            var type = types.isEmpty()
                    ? tier.usual()
                    : tier.type(typeNames.get(types.get(i))).orElseThrow();
            tickets.add(new PricedTicket(
                    ordinals.get(i), type.type(), type.amount(), code != null && code.isGoodFor(section, type.type())));
        }
        return calculator.lines(tickets, code == null ? null : code.discount());
    }

    public Money total(List<BookingLine> lines) {
        return BookingLine.total(lines, currency);
    }
}
