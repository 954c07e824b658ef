package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The body of `POST /events/{eventId}/waitlist`: how many want to sit together, where, and at which prices.
///
/// @param priceTypes how many of each type; their sum is the quantity, which may then be left out
record WaitlistRequest(
        @Nullable Integer quantity,
        @Nullable List<@Nullable String> sections,
        @Nullable Map<String, @Nullable Integer> priceTypes) {

    private static final int MOST = 100;

    void validate(EventSale sale) {
        var known =
                sale.layout().sections().stream().map(section -> section.name()).toList();
        FieldErrors.collect()
                .rejectIf(
                        count() < 1 || count() > Math.min(sale.maxPerBooking(), sale.maxPerCustomer()),
                        "quantity",
                        "must be 1 to " + Math.min(sale.maxPerBooking(), sale.maxPerCustomer()))
                .rejectIf(
                        quantity != null && !types().isEmpty() && quantity != types().size(),
                        "quantity",
                        "must be the sum of priceTypes")
                .rejectIf(
                        !known.containsAll(wantedSections()) || (sections != null && sections.size() > MOST),
                        "sections",
                        "must be sections of the event")
                .rejectIf(
                        priceTypes != null
                                && priceTypes.values().stream()
                                        .anyMatch(count -> count == null || count < 0 || count > MOST),
                        "priceTypes",
                        "must say how many of each type")
                .throwIfAny();
    }

    /// What reserving it would ask for. Call after [#validate].
    SeatRequest toSeatRequest(EventSale sale) {
        return new SeatRequest.BestAvailable(sale.id(), count(), 0, wantedSections(), null, types());
    }

    int count() {
        if (quantity != null) {
            return quantity;
        }
        return types().size();
    }

    /// Each once; empty for anywhere.
    List<String> wantedSections() {
        return sections == null
                ? List.of()
                : sections.stream()
                        .map(name -> name == null ? "" : name)
                        .distinct()
                        .sorted()
                        .toList();
    }

    /// One a seat; empty for the usual ones.
    List<String> types() {
        var types = new ArrayList<String>();
        if (priceTypes != null) {
            new TreeMap<>(priceTypes).forEach((type, count) -> {
                for (var i = 0; count != null && i < Math.min(count, MOST); i++) {
                    types.add(type);
                }
            });
        }
        return types;
    }
}
