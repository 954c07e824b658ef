package dev.boxoffice.event.listing.price;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event is sold by, as `catalog.event_pricing` keeps it for booking-service: amounts in minor units of
/// the one currency.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriceDocument(
        String currency, List<Tier> tiers, List<Fee> fees, EventCharges.@Nullable Tax tax, RefundPolicy refundPolicy) {

    public record Tier(String name, List<String> sections, List<TicketType> prices) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fee(
            String name,
            EventCharges.Per per,
            @Nullable Long amount,
            @Nullable BigDecimal percent,
            boolean refundable) {}

    record RefundPolicy(List<Window> windows, boolean feesRefundable) {
        /// @param beforeStart ISO 8601
        record Window(String beforeStart, BigDecimal percent) {}
    }

    public static PriceDocument of(String currency, List<Tier> tiers, EventCharges charges) {
        var policy = charges.refundPolicy();
        return new PriceDocument(
                currency,
                tiers,
                charges.fees().stream()
                        .map(fee -> new Fee(
                                fee.name(),
                                fee.per(),
                                fee.amount() == null ? null : fee.amount().amount(),
                                fee.percent(),
                                fee.refundable()))
                        .toList(),
                charges.tax(),
                new RefundPolicy(
                        policy.windows().stream()
                                .map(window -> new RefundPolicy.Window(
                                        window.beforeStart().toString(), window.percent()))
                                .toList(),
                        policy.feesRefundable()));
    }
}
