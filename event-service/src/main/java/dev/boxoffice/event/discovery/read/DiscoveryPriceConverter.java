package dev.boxoffice.event.discovery.read;

import dev.boxoffice.event.listing.details.PriceRange;
import dev.boxoffice.platform.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what an event costs elsewhere: its standard prices, or else the first that can be read.
final class DiscoveryPriceConverter {

    private static final int MOST_DIGITS = 12;
    private static final int MOST_PLACES = 30;

    private DiscoveryPriceConverter() {}

    static @Nullable PriceRange convert(JsonNode ranges, List<ImportWarning> warnings) {
        PriceRange first = null;
        for (var range : ranges) {
            var read = oneRange(range);
            if (read == null) {
                warnings.add(new ImportWarning("priceRanges", "A price range was left out: it cannot be read."));
            } else if (ImportedText.orEmpty(range.path("type")).equals("standard")) {
                return read;
            }
            first = first == null ? read : first;
        }
        return first;
    }

    private static @Nullable PriceRange oneRange(JsonNode range) {
        var code = ImportedText.orEmpty(range.path("currency"));
        var min = number(range.path("min"));
        var max = number(range.path("max"));
        if (!Money.isKnown(code) || (min == null && max == null)) {
            return null;
        }
        var digits = Currency.getInstance(code).getDefaultFractionDigits();
        var low = minorUnits(min == null ? max : min, digits);
        var high = minorUnits(max == null ? min : max, digits);
        return low < 0 || high < low ? null : new PriceRange(low, high, code);
    }

    /// Some sources write numbers as text.
    private static @Nullable BigDecimal number(JsonNode price) {
        if (price.isNumber()) {
            return price.decimalValue();
        }
        try {
            var text = ImportedText.orEmpty(price).strip();
            return text.isEmpty() || text.length() > 20 ? null : new BigDecimal(text);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    private static long minorUnits(@Nullable BigDecimal major, int digits) {
        // Beyond any price there is, a number is a mistake; it reads as a negative one and is left out. So does one of
        // more places than anybody writes: to round 1e-600000000 takes a number of gigabytes.
        return major == null || major.scale() > MOST_PLACES || (long) major.precision() - major.scale() > MOST_DIGITS
                ? -1
                : major.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
