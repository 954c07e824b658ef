package dev.boxoffice.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataRedactorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail to ada.lovelace+x@example.org failed | mail to ***@example.org failed",
                "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl refused | Bearer [token] refused",
                "key sk_test_51HabcdefghIJKL | key [secret]",
                "secret pi_3Nabc_secret_9Zxyz of it | secret [secret] of it",
                "card 4242 4242 4242 4242 declined | card [card] declined",
                "card 4000000000000002 | card [card]",
            })
    void people_and_keys_are_blotted_out(String text, String blotted) {
        assertThat(PersonalDataRedactor.redact(text)).isEqualTo(blotted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event 0197a1b2-7c3d-7e4f-8a5b-6c7d8e9fa0b1.17 booked",
                "payment intent pi_3Nabcdefgh confirmed with pm_card_visa",
                "deadline 1795340461123",
                "trace 4bf92f3577b34da6a3ce929d0e0e4736",
            })
    void what_an_operator_needs_stays(String text) {
        assertThat(PersonalDataRedactor.redact(text)).isEqualTo(text);
    }
}
