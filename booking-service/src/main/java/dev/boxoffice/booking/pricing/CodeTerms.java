package dev.boxoffice.booking.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a code is good for; it never changes.
///
/// @param number among the event's codes
/// @param opensSale whether its holders may buy before the sale starts
/// @param sections empty: all
/// @param priceTypes empty: all
/// @param uses most bookings made with it; null: any number
/// @param usesPerCustomer most bookings of one customer
public record CodeTerms(
        int number,
        String code,
        boolean opensSale,
        @Nullable BigDecimal percent,
        @Nullable Long amount,
        Set<String> sections,
        Set<String> priceTypes,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable Integer uses,
        @Nullable Integer usesPerCustomer) {

    public boolean isGoodFor(String section, String priceType) {
        return isGoodForSection(section) && isGoodForType(priceType);
    }

    public boolean isGoodForSection(String section) {
        return sections.isEmpty() || sections.contains(section);
    }

    public boolean isGoodForType(String priceType) {
        return priceTypes.isEmpty() || priceTypes.contains(priceType);
    }

    @Nullable
    Discount discount() {
        return percent == null && amount == null ? null : new Discount(code, percent, amount);
    }

    /// By our own clock, for when Redis is out.
    public @Nullable CodeRefusal refusalAt(Instant now) {
        if (validFrom != null && now.isBefore(validFrom)) {
            return CodeRefusal.NOT_YET;
        }
        return validUntil != null && !now.isBefore(validUntil) ? CodeRefusal.EXPIRED : null;
    }
}
