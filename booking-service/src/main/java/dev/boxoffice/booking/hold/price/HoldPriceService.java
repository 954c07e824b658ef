package dev.boxoffice.booking.hold.price;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.code.CodeCatalogueService;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.pricing.CodeTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Prices a hold by what it was taken by: the version, types and code that its id carries.
@Service
public class HoldPriceService {

    private final SaleCatalogueService catalogue;
    private final CodeCatalogueService codes;

    HoldPriceService(SaleCatalogueService catalogue, CodeCatalogueService codes) {
        this.catalogue = catalogue;
        this.codes = codes;
    }

    public HoldPrice priceOf(Hold hold) {
        return priceOf(hold, catalogue.find(hold.event()).orElseThrow());
    }

    public HoldPrice priceOf(Hold hold, EventSale sale) {
        var choice = hold.price();
        var code = codeOf(hold);
        var pricing = catalogue.pricing(sale, choice.version());
        var lines = pricing.lines(hold.ordinals(), sale::sectionOf, choice.types(), code);
        return new HoldPrice(lines, pricing.currency(), choice.version(), code);
    }

    private @Nullable CodeTerms codeOf(Hold hold) {
        var number = hold.price().code();
        return number == null ? null : codes.find(hold.event(), number);
    }
}
