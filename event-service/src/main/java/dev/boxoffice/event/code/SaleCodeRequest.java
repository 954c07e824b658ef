package dev.boxoffice.event.code;

import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.PriceTier;
import dev.boxoffice.event.listing.price.ChargesRequest;
import dev.boxoffice.event.listing.price.PriceValidator;
import dev.boxoffice.event.listing.price.TicketType;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.problem.FieldErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The body of `POST /events/{eventId}/codes`: one code that is given, or so many that are made up.
record SaleCodeRequest(
        @NotNull SaleCode.Kind kind,

        @Nullable
        @Pattern(regexp = "[A-Za-z0-9_-]{3,40}", message = "must have 3 to 40 letters, digits, hyphens and underscores")
        String code,

        @Nullable @Min(1) @Max(10_000) Integer count,

        @Nullable @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") @Digits(integer = 3, fraction = 3)
        BigDecimal percent,

        @Valid ChargesRequest.@Nullable Price amount,
        @Nullable @Size(max = 1_000) List<@NotBlank String> sections,
        @Nullable @Size(max = 100) List<@NotBlank String> priceTypes,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable @Min(1) @Max(1_000_000_000) Integer uses,
        @Nullable @Min(1) @Max(10_000) Integer usesPerCustomer) {

    /// What the codes have in common, checked against the event; without a name where they are made up.
    ///
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what does not fit
    SaleCode toCode(EventDetails event) {
        var errors = FieldErrors.collect();
        errors.rejectIf(
                (code == null) == (count == null),
                "code",
                "must be given, or else count to have some made up: exactly one of them");
        errors.rejectIf(percent != null && amount != null, "percent", "must be left out beside amount");
        errors.rejectIf(
                kind == SaleCode.Kind.DISCOUNT && percent == null && amount == null,
                "percent",
                "must be given for a discount, or else amount");
        errors.rejectIf(
                validFrom != null && validUntil != null && !validFrom.isBefore(validUntil),
                "validUntil",
                "must be after validFrom");
        if (amount != null) {
            checkAmount(amount, event, errors);
        }
        named("sections", sections, sectionsOf(event), "names no section that the event sells", errors);
        named("priceTypes", priceTypes, typesOf(event), "names no price type of the event", errors);
        errors.throwIfAny();
        return new SaleCode(
                code == null ? "" : code,
                kind,
                percent,
                amount == null ? null : new Money(amount.amount(), amount.currency()),
                sections == null ? List.of() : sections.stream().distinct().toList(),
                priceTypes == null ? List.of() : priceTypes.stream().distinct().toList(),
                validFrom,
                validUntil,
                uses,
                usesPerCustomer,
                0L);
    }

    private static void checkAmount(ChargesRequest.Price amount, EventDetails event, FieldErrors errors) {
        var currencies = event.priceTiers().stream().map(PriceTier::currency).collect(Collectors.toSet());
        if (!currencies.contains(amount.currency())) {
            errors.reject("amount.currency", "must be the currency of the event's prices");
        } else {
            errors.rejectIf(amount.amount() == 0, "amount.amount", "must be greater than 0");
            PriceValidator.isMultiple("amount", amount, errors);
        }
    }

    private static Set<String> sectionsOf(EventDetails event) {
        return event.priceTiers().stream()
                .flatMap(tier -> tier.sectionNames().stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> typesOf(EventDetails event) {
        return event.priceTiers().stream()
                .flatMap(tier -> tier.prices().stream())
                .map(TicketType::type)
                .collect(Collectors.toSet());
    }

    private static void named(
            String field, @Nullable List<String> names, Set<String> known, String fault, FieldErrors errors) {
        for (var i = 0; names != null && i < names.size(); i++) {
            errors.rejectIf(!known.contains(names.get(i)), field + "[" + i + "]", fault);
        }
    }
}
