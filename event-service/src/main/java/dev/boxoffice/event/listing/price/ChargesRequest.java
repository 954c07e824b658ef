package dev.boxoffice.event.listing.price;

import dev.boxoffice.event.input.SingleLine;
import dev.boxoffice.platform.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Prices and charges as an organiser writes them.
public final class ChargesRequest {

    private ChargesRequest() {}

    public record Price(
            @NotNull @Min(0) @Max(100_000_000_000L) Long amount,
            @NotBlank String currency) {

        public static Price of(Money money) {
            return new Price(money.amount(), money.currency());
        }

        Money toMoney() {
            return new Money(amount, currency);
        }
    }

    public record Type(
            @NotBlank @SingleLine(max = 100) String type,
            @NotNull @Valid Price price,
            @Nullable @SingleLine(max = 100) String needs,
            @Nullable @Min(1) @Max(200) Integer maxPerBooking) {}

    public record Fee(
            @NotBlank @SingleLine(max = 100) String name,
            @NotNull EventCharges.Per per,
            @Nullable @Valid Price amount,

            @Nullable @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") @Digits(integer = 3, fraction = 3)
            BigDecimal percent,

            @Nullable Boolean refundable) {

        EventCharges.Fee toFee() {
            return new EventCharges.Fee(
                    name.strip(),
                    per,
                    amount == null ? null : amount.toMoney(),
                    plain(percent),
                    Boolean.TRUE.equals(refundable));
        }
    }

    public record Tax(
            @NotBlank @SingleLine(max = 100) String name,

            @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 3)
            BigDecimal percent,

            @NotNull Boolean included) {

        EventCharges.Tax toTax() {
            return new EventCharges.Tax(name.strip(), Objects.requireNonNull(plain(percent)), included);
        }
    }

    public record Refunds(
            @Nullable @Size(max = 20) List<@NotNull @Valid Window> windows,
            @Nullable Boolean feesRefundable) {

        EventCharges.RefundPolicy toPolicy() {
            return new EventCharges.RefundPolicy(
                    windows == null || windows.isEmpty()
                            ? EventCharges.USUAL_POLICY.windows()
                            : windows.stream()
                                    .map(window -> new EventCharges.RefundPolicy.Window(
                                            window.beforeStart(), Objects.requireNonNull(plain(window.percent()))))
                                    .sorted(Comparator.comparing(EventCharges.RefundPolicy.Window::beforeStart)
                                            .reversed())
                                    .toList(),
                    Boolean.TRUE.equals(feesRefundable));
        }
    }

    public record Window(
            @NotNull Duration beforeStart,

            @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 3)
            BigDecimal percent) {}

    /// Without zeros that say nothing: what is the same compares as the same.
    public static @Nullable BigDecimal plain(@Nullable BigDecimal percent) {
        if (percent == null) {
            return null;
        }
        var stripped = percent.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    public static EventCharges toCharges(@Nullable List<Fee> fees, @Nullable Tax tax, @Nullable Refunds refundPolicy) {
        return new EventCharges(
                fees == null ? List.of() : fees.stream().map(Fee::toFee).toList(),
                tax == null ? null : tax.toTax(),
                refundPolicy == null ? EventCharges.USUAL_POLICY : refundPolicy.toPolicy());
    }

    public static @Nullable List<Fee> feesOf(EventCharges charges) {
        return charges.fees().isEmpty()
                ? null
                : charges.fees().stream()
                        .map(fee -> new Fee(
                                fee.name(),
                                fee.per(),
                                fee.amount() == null ? null : Price.of(fee.amount()),
                                fee.percent(),
                                fee.refundable()))
                        .toList();
    }

    public static @Nullable Tax taxOf(EventCharges charges) {
        var tax = charges.tax();
        return tax == null ? null : new Tax(tax.name(), tax.percent(), tax.included());
    }

    public static Refunds refundsOf(EventCharges charges) {
        var policy = charges.refundPolicy();
        return new Refunds(
                policy.windows().stream()
                        .map(window -> new Window(window.beforeStart(), window.percent()))
                        .toList(),
                policy.feesRefundable());
    }
}
