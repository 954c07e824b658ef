package dev.boxoffice.event.listing.price;

import dev.boxoffice.event.input.LabelKey;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.money.StripeCurrency;
import dev.boxoffice.platform.problem.FieldErrors;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What prices and charges must be together. All of an event's money is in one currency: that of its first price.
public final class PriceValidator {

    private static final int MAX_TYPES = 20;
    private static final int MAX_FEES = 10;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3660);

    private final FieldErrors errors;
    private @Nullable String currency;

    /// @param currency of the prices; null where there are none yet
    public PriceValidator(FieldErrors errors, @Nullable String currency) {
        this.errors = errors;
        this.currency = currency;
    }

    /// That of the first price.
    public String currency() {
        return Objects.requireNonNull(currency, "there was a price");
    }

    /// What a tier's `price`, or its `prices`, say. Both may be given where they agree, as they do when read.
    ///
    /// @param path of the tier
    public @Nullable TicketTypes types(
            String path, ChargesRequest.@Nullable Price price, @Nullable List<ChargesRequest.Type> prices) {
        if (prices == null || prices.isEmpty()) {
            errors.rejectIf(price == null, path + ".price", "must be given, or prices of several types");
            return price != null && isPrice(path + ".price", price)
                    ? new TicketTypes(List.of(TicketType.standard(price.amount())))
                    : null;
        }
        if (prices.size() > MAX_TYPES) {
            errors.reject(path + ".prices", "must name at most " + MAX_TYPES + " types");
            return null;
        }
        var sound = true;
        for (var i = 0; i < prices.size(); i++) {
            sound &= isPrice(path + ".prices[" + i + "].price", prices.get(i).price());
        }
        sound &= areNamedOnce(path, prices) && needsAreMet(path, prices);
        if (!sound) {
            return null;
        }
        var types = new TicketTypes(prices.stream()
                .map(type -> new TicketType(type.type(), type.price().amount(), type.needs(), type.maxPerBooking()))
                .toList());
        errors.rejectIf(
                price != null
                        && (price.amount() != types.usualAmount()
                                || !price.currency().equals(currency)),
                path + ".price",
                "must be left out beside prices, or be that of the first type that needs no other");
        return types;
    }

    private boolean isPrice(String path, ChargesRequest.Price price) {
        if (!isCurrency(path + ".currency", price.currency())) {
            return false;
        }
        var fault = StripeCurrency.fault(price.toMoney());
        fault.ifPresent(words -> errors.reject(path, words));
        return fault.isEmpty();
    }

    private boolean isCurrency(String path, String code) {
        if (!Money.isKnown(code)) {
            errors.reject(path, "must be an ISO 4217 code such as EUR");
            return false;
        }
        if (currency == null) {
            currency = code;
        }
        errors.rejectIf(!code.equals(currency), path, "must be the same throughout an event");
        return code.equals(currency);
    }

    private boolean areNamedOnce(String path, List<ChargesRequest.Type> types) {
        var names = new HashSet<LabelKey>();
        var sound = true;
        for (var i = 0; i < types.size(); i++) {
            if (!names.add(LabelKey.of(types.get(i).type()))) {
                errors.reject(path + ".prices[" + i + "].type", "must be unique in its tier");
                sound = false;
            }
        }
        return sound;
    }

    private boolean needsAreMet(String path, List<ChargesRequest.Type> types) {
        Map<String, @Nullable String> needs = new HashMap<>();
        types.forEach(type -> needs.put(type.type(), type.needs()));
        var sound = true;
        for (var i = 0; i < types.size(); i++) {
            var needed = types.get(i).needs();
            if (needed == null) {
                continue;
            }
            var field = path + ".prices[" + i + "].needs";
            if (!needs.containsKey(needed)) {
                errors.reject(field, "must name another type of the tier");
                sound = false;
            } else if (needsItself(types.get(i).type(), needs)) {
                errors.reject(field, "must not lead back to the type itself");
                sound = false;
            }
        }
        return sound;
    }

    private static boolean needsItself(String type, Map<String, @Nullable String> needs) {
        var next = needs.get(type);
        for (var steps = 0; next != null && steps <= needs.size(); steps++) {
            if (next.equals(type)) {
                return true;
            }
            next = needs.get(next);
        }
        return next != null;
    }

    public void charges(@Nullable List<ChargesRequest.Fee> fees, ChargesRequest.@Nullable Refunds refundPolicy) {
        if (fees != null) {
            fees(fees);
        }
        if (refundPolicy != null && refundPolicy.windows() != null) {
            windows(refundPolicy.windows());
        }
    }

    private void fees(List<ChargesRequest.Fee> fees) {
        errors.rejectIf(fees.size() > MAX_FEES, "fees", "must be at most " + MAX_FEES);
        var names = new HashSet<LabelKey>();
        for (var i = 0; i < fees.size(); i++) {
            var fee = fees.get(i);
            var path = "fees[" + i + "]";
            errors.rejectIf(!names.add(LabelKey.of(fee.name())), path + ".name", "must be unique in the event");
            errors.rejectIf(
                    (fee.amount() == null) == (fee.percent() == null), path, "must have either amount or percent");
            if (fee.amount() != null
                    && isCurrency(path + ".amount.currency", fee.amount().currency())) {
                isMultiple(path + ".amount", fee.amount(), errors);
            }
        }
    }

    /// Alone it is never charged, so that only its last digits matter.
    public static void isMultiple(String path, ChargesRequest.Price amount, FieldErrors errors) {
        var step = StripeCurrency.step(amount.currency());
        errors.rejectIf(
                amount.amount() % step != 0, path + ".amount", "must be a multiple of " + step + " in this currency");
    }

    private void windows(List<ChargesRequest.Window> windows) {
        var seen = new HashSet<Duration>();
        for (var i = 0; i < windows.size(); i++) {
            var before = windows.get(i).beforeStart();
            var path = "refundPolicy.windows[" + i + "].beforeStart";
            errors.rejectIf(
                    before.isNegative() || before.compareTo(LONGEST_WINDOW) > 0,
                    path,
                    "must be between PT0S and " + LONGEST_WINDOW);
            errors.rejectIf(!seen.add(before), path, "must not be named twice");
        }
    }
}
