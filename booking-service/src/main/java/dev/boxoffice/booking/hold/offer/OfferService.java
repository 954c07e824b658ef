package dev.boxoffice.booking.hold.offer;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.code.CodeCatalogueService;
import dev.boxoffice.booking.catalogue.layout.SeatLayout.Section;
import dev.boxoffice.booking.hold.store.CodeCheck;
import dev.boxoffice.booking.pricing.CodeRefusal;
import dev.boxoffice.booking.pricing.CodeTerms;
import dev.boxoffice.booking.pricing.EventPricing;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.platform.money.StripeCurrency;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Prices what is asked for before any seat is touched. It asks nobody: prices and codes are in memory.
@Service
public class OfferService {

    private final CodeCatalogueService codes;

    OfferService(CodeCatalogueService codes) {
        this.codes = codes;
    }

    /// @param request of what the event has
    /// @param code as the buyer typed it
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 for types that cannot be had, or not together
    public Offer offer(SeatRequest request, EventSale sale, @Nullable String code) {
        var check = code == null ? null : check(sale, code);
        return switch (request) {
            case SeatRequest.Listed listed -> ofListed(listed, sale, check);
            case SeatRequest.BestAvailable best -> ofBest(best, sale, check);
        };
    }

    private CodeCheck check(EventSale sale, String code) {
        return codes.find(sale.id(), code)
                .<CodeCheck>map(CodeCheck.Known::new)
                .orElseGet(() -> new CodeCheck.Refused(CodeRefusal.UNKNOWN));
    }

    private static Offer ofListed(SeatRequest.Listed listed, EventSale sale, @Nullable CodeCheck check) {
        var sections = listed.ordinals().stream().map(sale::sectionOf).toList();
        var tiers = sections.stream().map(sale.pricing()::tierOf).toList();
        var types = IntStream.range(0, tiers.size())
                .mapToObj(i -> typeOf(listed, i, tiers.get(i)))
                .toList();
        TypeValidator.check(tiers, types, i -> "tickets[" + i + "].priceType").throwIfAny();
        var terms = termsOf(check);
        if (terms != null && !isGoodFor(terms, sections, types)) {
            return priced(sale, List.of(), List.of(), new CodeCheck.Refused(CodeRefusal.NOT_FOR_THESE));
        }
        var numbers = numbersOf(sale, tiers, types);
        var fault = faultOf(sale, listed.ordinals(), numbers, terms);
        return fault.isPresent() ? new Offer.NotChargeable(fault.get()) : priced(sale, numbers, List.of(), check);
    }

    private static String typeOf(SeatRequest.Listed listed, int position, EventPricing.Tier tier) {
        var named = listed.types().get(position);
        return named == null ? tier.usual().type() : named;
    }

    /// Only sections whose seats can be had so: of the types that are asked for, with the code, and for a total
    /// that can be charged (so many of a cheap section may be too little, of a dear one too much).
    private static Offer ofBest(SeatRequest.BestAvailable best, EventSale sale, @Nullable CodeCheck check) {
        var named = best.sectionsIn(sale);
        var fitting = named.stream()
                .filter(section -> typeErrors(best, sale, section).isEmpty())
                .toList();
        if (fitting.isEmpty()) {
            typeErrors(best, sale, named.getFirst()).throwIfAny();
        }
        var terms = termsOf(check);
        var good = fitting.stream()
                .filter(section -> terms == null || isGoodFor(terms, best, sale, section))
                .toList();
        if (good.isEmpty()) {
            return priced(sale, List.of(), fitting, new CodeCheck.Refused(CodeRefusal.NOT_FOR_THESE));
        }
        var numbers =
                best.types().stream().map(sale.pricing().typeNames()::indexOf).toList();
        var faults = new ArrayList<String>();
        var chargeable = new ArrayList<Section>();
        for (var section : good) {
            faultOf(sale, Collections.nCopies(best.quantity(), section.first()), numbers, terms)
                    .ifPresentOrElse(faults::add, () -> chargeable.add(section));
        }
        return chargeable.isEmpty()
                ? new Offer.NotChargeable(faults.getFirst())
                : priced(sale, numbers, chargeable, check);
    }

    private static FieldErrors typeErrors(SeatRequest.BestAvailable best, EventSale sale, Section section) {
        var tier = sale.pricing().tierOf(section.name());
        var types = typesOf(best, tier);
        return TypeValidator.check(
                Collections.nCopies(types.size(), tier),
                types,
                i -> best.types().isEmpty() ? "quantity" : "priceTypes." + types.get(i));
    }

    private static List<String> typesOf(SeatRequest.BestAvailable best, EventPricing.Tier tier) {
        return best.types().isEmpty()
                ? Collections.nCopies(best.quantity(), tier.usual().type())
                : best.types();
    }

    private static Offer priced(
            EventSale sale, List<Integer> types, List<Section> sections, @Nullable CodeCheck check) {
        var terms = termsOf(check);
        var price = new PriceChoice(sale.pricing().version(), types, terms == null ? null : terms.number());
        return new Offer.Priced(price, sections, check);
    }

    private static @Nullable CodeTerms termsOf(@Nullable CodeCheck check) {
        return check instanceof CodeCheck.Known(var terms) ? terms : null;
    }

    /// What opens the sale is needed for each ticket; what takes something off, for one at least.
    private static boolean isGoodFor(CodeTerms terms, List<String> sections, List<String> types) {
        var tickets = IntStream.range(0, types.size());
        return terms.opensSale()
                ? tickets.allMatch(i -> terms.isGoodFor(sections.get(i), types.get(i)))
                : tickets.anyMatch(i -> terms.isGoodFor(sections.get(i), types.get(i)));
    }

    private static boolean isGoodFor(CodeTerms terms, SeatRequest.BestAvailable best, EventSale sale, Section section) {
        var types = typesOf(best, sale.pricing().tierOf(section.name()));
        return isGoodFor(terms, Collections.nCopies(types.size(), section.name()), types);
    }

    /// Empty where each ticket is of the type that is usual for it.
    private static List<Integer> numbersOf(EventSale sale, List<EventPricing.Tier> tiers, List<String> types) {
        var areUsual = IntStream.range(0, types.size())
                .allMatch(i -> tiers.get(i).usual().type().equals(types.get(i)));
        return areUsual
                ? List.of()
                : types.stream().map(sale.pricing().typeNames()::indexOf).toList();
    }

    /// M2: what keeps the total from being charged; empty where it can be, or is free.
    private static Optional<String> faultOf(
            EventSale sale, List<Integer> ordinals, List<Integer> types, @Nullable CodeTerms terms) {
        return StripeCurrency.fault(sale.pricing().total(sale.lines(ordinals, types, terms)));
    }
}
