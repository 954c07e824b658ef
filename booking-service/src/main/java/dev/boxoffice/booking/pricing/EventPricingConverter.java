package dev.boxoffice.booking.pricing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Reads the documents of `catalog.event_pricing`.
public final class EventPricingConverter {

    private record Document(
            String currency,
            List<EventPricing.Tier> tiers,
            List<Fee> fees,
            @Nullable SalesTax tax) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventPricingConverter() {}

    public static EventPricing fromJson(long version, String json) {
        var document = JSON.readValue(json, Document.class);
        return new EventPricing(version, document.currency(), document.tiers(), document.fees(), document.tax());
    }
}
