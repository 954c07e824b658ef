package dev.boxoffice.event.listing.details;

import dev.boxoffice.event.input.LabelKey;
import dev.boxoffice.event.listing.price.ChargesRequest;
import dev.boxoffice.event.listing.price.PriceValidator;
import dev.boxoffice.event.listing.price.TicketType;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes price tiers of what an organiser writes, as far as it is sound, and says what is not.
final class TierConverter {

    private final FieldErrors errors;
    private final PriceValidator prices;

    /// @param currency that the prices must be in; null where the first price decides
    TierConverter(FieldErrors errors, @Nullable String currency) {
        this.errors = errors;
        this.prices = new PriceValidator(errors, currency);
    }

    List<PriceTier> tiers(List<EventRequest.Tier> requests) {
        var tiers = new ArrayList<PriceTier>();
        var names = new HashSet<LabelKey>();
        var sections = new HashMap<String, String>();
        for (var i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            var path = "priceTiers[" + i + "]";
            errors.rejectIf(!names.add(LabelKey.of(request.name())), path + ".name", "must be unique in the event");
            for (var j = 0; j < request.sections().size(); j++) {
                var other = sections.putIfAbsent(request.sections().get(j), request.name());
                errors.rejectIf(
                        other != null, path + ".sections[" + j + "]", "has a price already, in tier “" + other + "”");
            }
            var tier = tier(path, request.name(), request.price(), request.prices(), request.sections());
            if (tier != null) {
                tiers.add(tier);
            }
        }
        return tiers;
    }

    @Nullable
    PriceTier tier(
            String path,
            String name,
            ChargesRequest.@Nullable Price price,
            @Nullable List<ChargesRequest.Type> types,
            List<String> sections) {
        var sound = prices.types(path, price, types);
        return sound == null ? null : PriceTier.of(name, prices.currency(), sections, sound);
    }

    static EventRequest.Tier toRequest(PriceTier tier) {
        var isPlain = tier.types() == null;
        return new EventRequest.Tier(
                tier.name(),
                isPlain ? ChargesRequest.Price.of(tier.price()) : null,
                isPlain
                        ? null
                        : tier.prices().stream()
                                .map(type -> toRequest(tier, type))
                                .toList(),
                tier.sectionNames());
    }

    private static ChargesRequest.Type toRequest(PriceTier tier, TicketType type) {
        return new ChargesRequest.Type(
                type.type(),
                new ChargesRequest.Price(type.amount(), tier.currency()),
                type.needs(),
                type.maxPerBooking());
    }
}
