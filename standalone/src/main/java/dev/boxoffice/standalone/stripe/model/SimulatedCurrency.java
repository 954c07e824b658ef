package dev.boxoffice.standalone.stripe.model;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What Stripe takes in a currency: <https://docs.stripe.com/currencies>. The simulator's own table: it stands for
/// somebody else's server, and must not be wrong in the same way as those who call it.
///
/// @param code in small letters, as Stripe writes it
/// @param digits decimal digits of the amounts
/// @param multiple of which every amount is one
/// @param minimum least charge
/// @param maximum greatest charge
public record SimulatedCurrency(String code, int digits, long multiple, long minimum, long maximum) {
    private static final long EIGHT_DIGITS = 99_999_999L;
    private static final long TWELVE_DIGITS = 999_999_999_999L;

    private static final Map<String, SimulatedCurrency> TABLE = table();

    private static Map<String, SimulatedCurrency> table() {
        var table = new HashMap<String, SimulatedCurrency>();
        add(table, 2, 1, """
                aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop
                crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd kes kgs
                khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab
                pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd szl thb tjs top try ttd twd tzs uah
                usd uyu uzs wst xcd yer zar zmw""");
        add(table, 0, 1, "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf");
        // Without a minor unit today, but written with two digits, which must be 00.
        add(table, 2, 100, "isk ugx");
        // The last of the three digits must be 0.
        add(table, 3, 10, "bhd jod kwd omr tnd");
        minimum(table, 30, "gbp");
        minimum(table, 50, "usd aud brl cad chf eur inr jpy nzd sgd");
        minimum(table, 100, "bgn");
        minimum(table, 200, "aed myr pln ron");
        minimum(table, 250, "dkk");
        minimum(table, 300, "nok sek");
        minimum(table, 400, "hkd");
        minimum(table, 1000, "mxn thb");
        minimum(table, 1500, "czk");
        minimum(table, 17_500, "huf");
        return Map.copyOf(table);
    }

    private static void add(Map<String, SimulatedCurrency> table, int digits, long multiple, String codes) {
        for (var code : codes.split("\\s+", -1)) {
            var maximum = code.equals("idr") ? TWELVE_DIGITS : EIGHT_DIGITS;
            table.put(code, new SimulatedCurrency(code, digits, multiple, multiple, maximum));
        }
    }

    private static void minimum(Map<String, SimulatedCurrency> table, long minimum, String codes) {
        for (var code : codes.split(" ", -1)) {
            table.computeIfPresent(
                    code,
                    (same, row) -> new SimulatedCurrency(same, row.digits(), row.multiple(), minimum, row.maximum()));
        }
    }

    /// Of a currency that is taken, in any case of letters.
    public static Optional<SimulatedCurrency> of(String code) {
        return Optional.ofNullable(TABLE.get(code.toLowerCase(Locale.ROOT)));
    }

    /// As a request names it.
    public static SimulatedCurrency named(String code) {
        return of(code).orElseThrow(() -> StripeRefusalException.invalid(
                "Invalid currency: " + code.toLowerCase(Locale.ROOT)
                        + ". Stripe currently supports these currencies: "
                        + String.join(", ", TABLE.keySet().stream().sorted().toList()),
                null,
                "currency"));
    }

    /// The amount, where it may be charged.
    public long chargeable(long amount) {
        if (amount < minimum) {
            throw StripeRefusalException.invalid(
                    "Amount must be at least " + written(minimum), "amount_too_small", "amount");
        }
        if (amount > maximum) {
            throw StripeRefusalException.invalid(
                    "Amount must be no more than " + written(maximum), "amount_too_large", "amount");
        }
        return whole(amount);
    }

    /// The amount, where the currency can express it.
    public long whole(long amount) {
        if (amount % multiple != 0) {
            throw StripeRefusalException.invalid(
                    "Invalid integer: " + amount + ". Amounts in " + code + " must be multiples of " + multiple + ".",
                    "parameter_invalid_integer",
                    "amount");
        }
        return amount;
    }

    /// For a person: `45.00 EUR`.
    public String written(long amount) {
        return BigDecimal.valueOf(amount, digits).toPlainString() + " " + code.toUpperCase(Locale.ROOT);
    }
}
