package dev.boxoffice.event.listing.details;

import dev.boxoffice.event.listing.price.ChargesRequest;
import dev.boxoffice.event.listing.price.PriceValidator;
import dev.boxoffice.platform.problem.FieldErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `PUT /events/{eventId}/prices`: tiers by their names. What is left out stays as it is.
public record PricesRequest(
        @Nullable @Size(max = 100) List<@NotNull @Valid Tier> priceTiers,
        @Nullable List<ChargesRequest.@NotNull @Valid Fee> fees,
        @Valid ChargesRequest.@Nullable Tax tax,
        @Valid ChargesRequest.@Nullable Refunds refundPolicy) {

    /// @param sections may be repeated, but not changed: seats keep the tier they were published in
    public record Tier(
            @NotBlank String name,
            @Valid ChargesRequest.@Nullable Price price,
            @Nullable List<ChargesRequest.@NotNull @Valid Type> prices,
            @Nullable List<@NotBlank String> sections) {}

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what does not fit the event
    public EventDetails applyTo(EventDetails event) {
        var errors = FieldErrors.collect();
        errors.rejectIf(
                isAbsent(priceTiers) && isAbsent(fees) && tax == null && refundPolicy == null,
                "priceTiers",
                "must be given, or else fees, tax or refundPolicy: what is to change");
        var tiers = tiers(event.priceTiers(), errors);
        new PriceValidator(errors, tiers.isEmpty() ? null : tiers.getFirst().currency()).charges(fees, refundPolicy);
        errors.throwIfAny();
        var before = event.charges();
        return event.withPrices(
                tiers,
                ChargesRequest.toCharges(
                        isAbsent(fees) ? ChargesRequest.feesOf(before) : fees,
                        tax == null ? ChargesRequest.taxOf(before) : tax,
                        refundPolicy == null ? ChargesRequest.refundsOf(before) : refundPolicy));
    }

    private List<PriceTier> tiers(List<PriceTier> before, FieldErrors errors) {
        var byName = new HashMap<String, PriceTier>();
        before.forEach(tier -> byName.put(tier.name(), tier));
        var converter = new TierConverter(
                errors, before.isEmpty() ? null : before.getFirst().currency());
        var requests = priceTiers == null ? List.<Tier>of() : priceTiers;
        var seen = new HashSet<String>();
        for (var i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            var path = "priceTiers[" + i + "]";
            var known = byName.get(request.name());
            errors.rejectIf(!seen.add(request.name()), path + ".name", "must be unique in the event");
            errors.rejectIf(known == null, path + ".name", "names no price tier of the event");
            var sections = known == null ? List.<String>of() : known.sectionNames();
            errors.rejectIf(
                    known != null && !isAbsent(request.sections()) && !sections.equals(request.sections()),
                    path + ".sections",
                    "must be left out, or stay as they are");
            var name = known == null ? "" : known.name();
            var tier = converter.tier(path, name, request.price(), request.prices(), sections);
            if (tier != null && known != null) {
                byName.put(name, tier);
            }
        }
        var tiers = new ArrayList<PriceTier>();
        before.forEach(tier -> tiers.add(byName.getOrDefault(tier.name(), tier)));
        return tiers;
    }

    private static boolean isAbsent(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }
}
