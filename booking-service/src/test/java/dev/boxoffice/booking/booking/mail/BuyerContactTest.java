package dev.boxoffice.booking.booking.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.security.Caller;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuyerContactTest {

    @Test
    void a_name_of_several_lines_in_a_token_is_brought_on_one() {
        var caller = new Caller("ann", Set.of(), "ann@mail.example", " Ann\r\n\tLee\u2028", null, true);
        assertThat(BuyerContact.of(caller)).hasValue(new BuyerContact("ann@mail.example", "Ann Lee", null));
    }
}
