package dev.boxoffice.event.listing.price;

import java.util.List;

/// The types of a tier, as its organiser lists them; at least one, and one that needs no other.
public record TicketTypes(List<TicketType> all) {

    /// What a seat of the tier is said to cost: the first type that anybody can buy.
    TicketType usual() {
        return all.stream().filter(type -> type.needs() == null).findFirst().orElseThrow();
    }

    public long usualAmount() {
        return usual().amount();
    }

    public long lowest() {
        return all.stream().mapToLong(TicketType::amount).min().orElseThrow();
    }

    public long highest() {
        return all.stream().mapToLong(TicketType::amount).max().orElseThrow();
    }
}
