package dev.boxoffice.booking.hold.offer;

import dev.boxoffice.booking.pricing.EventPricing;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Whether tickets of several types may be bought together: each is one of its tier's, what it needs is there,
/// and there are not too many of it.
final class TypeValidator {

    private TypeValidator() {}

    /// @param tiers of the tickets
    /// @param types of the tickets, in the same order
    /// @param fieldOf names what is wrong with the ticket at a position, as its buyer wrote it
    static FieldErrors check(List<EventPricing.Tier> tiers, List<String> types, IntFunction<String> fieldOf) {
        var errors = FieldErrors.collect();
        var counts = types.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var named = new HashSet<String>();
        IntStream.range(0, types.size()).forEach(i -> {
            var field = fieldOf.apply(i);
            var type = tiers.get(i).type(types.get(i));
            if (type.isEmpty()) {
                if (named.add(field)) {
                    errors.reject(field, "is no price type of this ticket: it has " + namesOf(tiers.get(i)));
                }
                return;
            }
            var needs = type.get().needs();
            if (needs != null && !counts.containsKey(needs) && named.add(field)) {
                errors.reject(field, "can be bought only with a ticket of type " + needs);
            }
            var most = type.get().maxPerBooking();
            if (most != null && counts.getOrDefault(types.get(i), 0L) > most && named.add(field)) {
                errors.reject(field, "can be had at most " + most + " times in one booking");
            }
        });
        return errors;
    }

    private static String namesOf(EventPricing.Tier tier) {
        return tier.prices().stream().map(EventPricing.Type::type).collect(Collectors.joining(", "));
    }
}
