package dev.boxoffice.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// M1, M2: Stripe's units and bounds, which are not ISO 4217's.
class StripeCurrencyTest {

    @ParameterizedTest
    @CsvSource({
        "EUR, 4500, 4500",
        "JPY, 500, 500",
        "ISK, 5950, 595000",
        "UGX, 5, 500",
        "HUF, 17500, 17500",
        "KWD, 15010, 15010",
        "KRW, 1000, 1000",
        "CLP, 1000, 1000",
        "MGA, 500, 5", // ISO has hundredths, Stripe has none
    })
    void amounts_are_written_in_stripes_unit_and_read_back(String currency, long amount, long stripes) {
        assertThat(StripeCurrency.amountOf(new Money(amount, currency))).isEqualTo(stripes);
        assertThat(StripeCurrency.moneyOf(stripes, currency.toLowerCase(Locale.ROOT)))
                .isEqualTo(new Money(amount, currency));
    }

    @ParameterizedTest
    @CsvSource({
        "KWD, 15005, 0.010 KWD",
        "TND, 1, 0.010 TND",
        "MGA, 550, 1.00 MGA",
        "EUR, 49, 0.50 EUR",
        "EUR, 1, 0.50 EUR",
        "GBP, 29, 0.30 GBP",
        "JPY, 49, 50 JPY",
        "HUF, 17499, 175.00 HUF",
        "EUR, 100000000, 999999.99 EUR",
        "ISK, 1000000, 999999",
        "DEM, 100, DEM",
        "CHE, 100, CHE",
        "KPW, 100, KPW",
    })
    void what_cannot_be_charged_is_told_with_its_bound(String currency, long amount, String named) {
        assertThat(StripeCurrency.fault(new Money(amount, currency)))
                .hasValueSatisfying(fault -> assertThat(fault).contains(named));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 50",
        "EUR, 99999999",
        "GBP, 30",
        "JPY, 50",
        "ISK, 100",
        "KWD, 10",
        "EUR, 0",
        "XAF, 1",
        "IDR, 99999999999"
    })
    void what_can_be_charged_has_no_fault(String currency, long amount) {
        assertThat(StripeCurrency.fault(new Money(amount, currency))).isEmpty();
    }

    @Property
    void what_has_no_fault_comes_back_from_stripe_as_it_went(
            @ForAll("currencies") String currency, @ForAll @LongRange(min = 1, max = 99_999_999) long amount) {
        var money = new Money(amount, currency);
        Assume.that(StripeCurrency.fault(money).isEmpty());

        assertThat(StripeCurrency.moneyOf(StripeCurrency.amountOf(money), currency))
                .isEqualTo(money);
    }

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of(Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .filter(code -> Money.isKnown(code) && StripeCurrency.of(code).isPresent())
                .sorted()
                .toList());
    }

    @Example
    void an_amount_that_the_unit_cannot_express_is_never_rounded() {
        assertThatThrownBy(() -> StripeCurrency.amountOf(new Money(550, "MGA")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> StripeCurrency.moneyOf(5950, "isk")).isInstanceOf(ArithmeticException.class);
    }

    @Example
    void a_charge_is_a_multiple_of_what_both_units_can_express() {
        assertThat(Stream.of("EUR", "JPY", "KWD", "ISK", "HUF", "MGA", "XXX").map(StripeCurrency::step))
                .containsExactly(1L, 1L, 10L, 1L, 1L, 100L, 1L);
    }
}
