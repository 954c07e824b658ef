package dev.boxoffice.booking.pricing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Reads the documents of `catalog.event_pricing`.
public final class EventPricingConverter {

    /// What comes back where nothing else is said is everything.
    private record RefundPolicy(boolean feesRefundable) {}

    private record Document(
            String currency,
            List<EventPricing.Tier> tiers,
            List<Fee> fees,
            @Nullable SalesTax tax,
            @Nullable RefundPolicy refundPolicy) {

        /// A fee that the policy keeps has its tax kept, too, so it counts as what it is before taxes are laid on it.
        List<Fee> feesAsReturned() {
            return refundPolicy == null || refundPolicy.feesRefundable()
                    ? fees
                    : fees.stream().map(Fee::kept).toList();
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventPricingConverter() {}

    public static EventPricing fromJson(long version, String json) {
        var document = JSON.readValue(json, Document.class);
        return new EventPricing(
                version, document.currency(), document.tiers(), document.feesAsReturned(), document.tax());
    }
}
