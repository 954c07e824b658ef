package dev.boxoffice.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.ProblemException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class MoneyTest {

    @Property
    void an_overflow_is_loud(@ForAll @LongRange(min = Long.MAX_VALUE / 2 + 1) long amount) {
        assertThatThrownBy(() -> new Money(amount, "JPY").plus(new Money(amount, "JPY")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Property
    void currencies_do_not_mix(@ForAll long amount) {
        assertThatThrownBy(() -> new Money(1, "EUR").plus(new Money(amount, "USD")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void only_iso_4217_codes_are_currencies(@ForAll String code) {
        if (!Money.isKnown(code)) {
            assertThatThrownBy(() -> new Money(1, code)).isInstanceOf(ProblemException.class);
        }
    }

    @Property(tries = 200)
    void ids_come_in_order_and_read_back() {
        var first = TimeOrderedId.next();
        assertThat(first.version()).isEqualTo(7);
        assertThat(TimeOrderedId.parse(first.toString())).contains(first);
    }

    @Property
    void what_is_no_id_is_never_found_and_never_throws(@ForAll String text) {
        assertThat(TimeOrderedId.parse(text)).isEmpty();
    }
}
