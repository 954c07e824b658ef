package dev.boxoffice.booking.booking.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A mail says why its reader gets it: not all of them have booked something.
class BuyerMailTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | confirmed | because you have booked tickets at Boxoffice.
            en | offer     | because somebody wants to give you a ticket at Boxoffice.
            en | received  | because you have accepted a ticket at Boxoffice.
            en | holder.moved | because you have accepted a ticket at Boxoffice.
            en | given     | because you have passed on a ticket at Boxoffice.
            en | waitlist  | because you are on a waitlist at Boxoffice.
            de | confirmed | weil Sie bei Boxoffice Tickets gebucht haben.
            de | offer     | weil Ihnen jemand bei Boxoffice ein Ticket geben möchte.
            de | received  | weil Sie bei Boxoffice ein Ticket angenommen haben.
            de | holder.voided | weil Sie bei Boxoffice ein Ticket angenommen haben.
            de | given     | weil Sie bei Boxoffice ein Ticket weitergegeben haben.
            de | waitlist  | weil Sie bei Boxoffice auf einer Warteliste stehen.
            """)
    void a_mail_says_why_its_reader_gets_it(String locale, String key, String why) {
        var text = BuyerMailText.of(new BuyerContact("a@example.org", null, locale));
        assertThat(text.body(key, "", "", "", "", "", "")).endsWith(" " + why + "\n");
    }

    @Test
    void what_is_said_in_one_language_is_said_in_the_other() {
        var english = keys(Locale.ROOT);
        assertThat(keys(Locale.GERMAN)).isNotEmpty().isEqualTo(english);
    }

    private static Set<String> keys(Locale locale) {
        var bundle =
                ResourceBundle.getBundle("mail.buyer", locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        return bundle.keySet();
    }
}
