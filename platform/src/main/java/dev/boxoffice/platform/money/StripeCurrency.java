package dev.boxoffice.platform.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How [Stripe writes and bounds a currency](https://docs.stripe.com/currencies), which is not ISO 4217's way:
/// 5,950 Icelandic krónur are `595000` there and 5950 in [Money]; the last of three digits must be 0; forints are
/// charged in hundredths. Every amount to Stripe and from Stripe goes through here, and so does the question
/// whether a price can be charged at all.
///
/// @param code ISO 4217, in capitals
/// @param digits decimal digits of Stripe's unit
/// @param step what Stripe's amounts must be multiples of
/// @param minimum least amount that can be charged, in Stripe's unit
/// @param maximum greatest, in Stripe's unit: eight digits, twelve in rupiah
public record StripeCurrency(String code, int digits, int step, long minimum, long maximum) {
    private static final long EIGHT_DIGITS = 99_999_999L;
    private static final long TWELVE_DIGITS = 999_999_999_999L;

    private static final String TWO_DIGITS = """
            AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP
            CRC CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR JMD KES KGS
            KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB
            PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TOP TRY TTD TWD TZS UAH
            USD UYU UZS WST XCD YER ZAR ZMW
            """;
    private static final String NO_DIGITS = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF";
    /// Written in hundredths that are always 00.
    private static final String WHOLE_IN_HUNDREDTHS = "ISK UGX";
    /// The last digit is always 0.
    private static final String THREE_DIGITS = "BHD JOD KWD OMR TND";

    /// Least charges in Stripe's units; elsewhere the one of the account's own currency decides, which only Stripe
    /// knows.
    private static final String MINIMUMS = """
            USD 50 AED 200 AUD 50 BGN 100 BRL 50 CAD 50 CHF 50 CZK 1500 DKK 250 EUR 50 GBP 30 HKD 400 HUF 17500 INR 50
            JPY 50 MXN 1000 MYR 200 NOK 300 NZD 50 PLN 200 RON 200 SEK 300 SGD 50 THB 1000
            """;

    private static final Map<String, StripeCurrency> ALL = table();

    private static Map<String, StripeCurrency> table() {
        var minimums = new HashMap<String, Long>();
        var words = MINIMUMS.split("\\s+");
        for (var at = 0; at + 1 < words.length; at += 2) {
            minimums.put(words[at], Long.valueOf(words[at + 1]));
        }
        var all = new HashMap<String, StripeCurrency>();
        add(all, TWO_DIGITS, 2, 1, minimums);
        add(all, NO_DIGITS, 0, 1, minimums);
        add(all, WHOLE_IN_HUNDREDTHS, 2, 100, minimums);
        add(all, THREE_DIGITS, 3, 10, minimums);
        return Map.copyOf(all);
    }

    private static void add(
            Map<String, StripeCurrency> all, String codes, int digits, int step, Map<String, Long> minimums) {
        for (var code : codes.split("\\s+")) {
            var maximum = code.equals("IDR") ? TWELVE_DIGITS : EIGHT_DIGITS;
            all.put(code, new StripeCurrency(code, digits, step, minimums.getOrDefault(code, (long) step), maximum));
        }
    }

    /// Empty for a currency that Stripe does not take: old, fund and test codes, and those nobody settles.
    ///
    /// @param code ISO 4217, in any case of letters
    public static Optional<StripeCurrency> of(String code) {
        return Optional.ofNullable(ALL.get(code.toUpperCase(Locale.ROOT)));
    }

    /// What keeps the money from being charged, as the rest of a sentence; empty where nothing does. Nothing to pay is
    /// never charged, and is fine.
    public static Optional<String> fault(Money money) {
        if (money.amount() == 0) {
            return Optional.empty();
        }
        var currency = of(money.currency());
        return currency.isEmpty()
                ? Optional.of("is in " + money.currency() + ", in which no card can be charged")
                : currency.get().faultOf(money);
    }

    private Optional<String> faultOf(Money money) {
        var exact = exact(money);
        if (exact.stripTrailingZeros().scale() > 0
                || exact.remainder(BigDecimal.valueOf(step)).signum() != 0) {
            return Optional.of("must be a multiple of " + written(smallest(), RoundingMode.UP) + " " + code);
        }
        if (exact.compareTo(BigDecimal.valueOf(minimum)) < 0) {
            return Optional.of("must be at least " + written(minimum, RoundingMode.UP) + " " + code
                    + ", the least a card can be charged");
        }
        return exact.compareTo(BigDecimal.valueOf(maximum)) > 0
                ? Optional.of("must be at most " + written(maximum - maximum % step, RoundingMode.DOWN) + " " + code
                        + ", the most a card can be charged")
                : Optional.empty();
    }

    /// What both ISO's unit and Stripe's can express.
    private long smallest() {
        return Math.max(
                step, BigDecimal.ONE.scaleByPowerOfTen(digits - isoDigits()).longValue());
    }

    private String written(long amount, RoundingMode rounding) {
        return BigDecimal.valueOf(amount, digits)
                .setScale(isoDigits(), rounding)
                .toPlainString();
    }

    private int isoDigits() {
        return Currency.getInstance(code).getDefaultFractionDigits();
    }

    private BigDecimal exact(Money money) {
        return BigDecimal.valueOf(money.amount(), isoDigits()).scaleByPowerOfTen(digits);
    }

    /// What every amount that is charged must be a multiple of, in minor units of ISO 4217: 10 for Kuwait's
    /// dinar, 1 for the euro. 1 also for a currency that Stripe does not take.
    public static long step(String code) {
        return of(code).map(StripeCurrency::stepInMinorUnits).orElse(1L);
    }

    private long stepInMinorUnits() {
        return BigDecimal.valueOf(smallest())
                .scaleByPowerOfTen(isoDigits() - digits)
                .longValueExact();
    }

    /// The amount as Stripe writes it.
    ///
    /// @throws ArithmeticException where Stripe's unit cannot express it, which [#fault] tells beforehand
    public static long amountOf(Money money) {
        return of(money.currency())
                .orElseThrow(() -> new ArithmeticException("Stripe takes no " + money.currency()))
                .exact(money)
                .longValueExact();
    }

    /// What an amount of Stripe's says.
    ///
    /// @param amount in Stripe's unit
    /// @param code as Stripe writes it: in small letters
    /// @throws ArithmeticException where ISO's unit cannot express it
    public static Money moneyOf(long amount, String code) {
        var currency = of(code).orElseThrow(() -> new ArithmeticException("Stripe takes no " + code));
        var exact = BigDecimal.valueOf(amount, currency.digits()).scaleByPowerOfTen(currency.isoDigits());
        return new Money(exact.longValueExact(), currency.code());
    }
}
