package dev.boxoffice.support.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.boxoffice.platform.input.MailAddress;
import jakarta.mail.internet.InternetAddress;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What is taken as a mail address is one that the mail library sends to.
class MailAddressTest {

    @Property(tries = 2000)
    void what_is_taken_can_be_mailed(@ForAll("texts") String text) {
        if (MailAddress.isValid(text)) {
            assertThatCode(() -> new InternetAddress(text, true)).doesNotThrowAnyException();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        var part = Arbitraries.oneOf(
                        Arbitraries.of(
                                "a", "b", "ß", ".", "-", "_", "+", "'", " ", "\u00a0", "\u007f", "\t", "𝐀", "\""),
                        Arbitraries.chars().map(String::valueOf))
                .list()
                .ofMinSize(0)
                .ofMaxSize(5)
                .map(list -> String.join("", list));
        return part.flatMap(local -> part.map(domain -> local + "@" + domain));
    }

    @Example
    void ordinary_addresses_are_taken() {
        assertThat(MailAddress.isValid("jutta@example.de")).isTrue();
        assertThat(MailAddress.isValid("o'hara+tickets_1@mail.example-shop.co.uk"))
                .isTrue();
        assertThat(MailAddress.isValid("jürgen@müller.example")).isTrue();
    }

    @Example
    void what_is_none_is_not() {
        for (var text :
                new String[] {"", "a", "@x", "a@", "a@b@c", "a@b..de", "a..b@x.de", ".a@x.de", "a.@x.de", "a b@x"}) {
            assertThat(MailAddress.isValid(text)).as(text).isFalse();
        }
    }
}
