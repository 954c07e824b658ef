package dev.boxoffice.event.listing.details;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/// What another system said tickets cost, in minor units; shown until the organiser names price tiers.
@Embeddable
public record PriceRange(
        @Column(name = "price_min") long min,
        @Column(name = "price_max") long max,
        @Column(name = "price_currency") String currency) {}
