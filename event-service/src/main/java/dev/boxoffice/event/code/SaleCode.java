package dev.boxoffice.event.code;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.boxoffice.event.listing.price.ChargesRequest;
import dev.boxoffice.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A code and what it is good for. It never changes: another takes its place.
///
/// @param sections empty: all
/// @param priceTypes empty: all
/// @param uses most bookings made with it; null: any number
/// @param usesPerCustomer most bookings of one customer
/// @param used bookings that stand and were made with it; absent where booking-service has never run
record SaleCode(
        String code,
        Kind kind,
        @Nullable BigDecimal percent,
        @Nullable Money amount,
        List<String> sections,
        List<String> priceTypes,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable Integer uses,
        @Nullable Integer usesPerCustomer,
        @Nullable Long used) {

    /// What a code does.
    enum Kind {
        /// Opens the sale to its holders from `validFrom` on.
        ACCESS,
        /// Takes something off.
        DISCOUNT
    }

    SaleCode {
        percent = ChargesRequest.plain(percent);
    }

    SaleCode named(String text) {
        return new SaleCode(
                text, kind, percent, amount, sections, priceTypes, validFrom, validUntil, uses, usesPerCustomer, used);
    }

    /// Capitals and small letters are the same to whoever types it.
    @JsonIgnore
    String key() {
        return keyOf(code);
    }

    static String keyOf(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
