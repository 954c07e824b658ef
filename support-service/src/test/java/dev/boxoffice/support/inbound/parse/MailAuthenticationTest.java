package dev.boxoffice.support.inbound.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.inbound.InboundMailProperties;
import dev.boxoffice.support.inbound.thread.InboundMailOutcome;
import dev.boxoffice.support.inbound.thread.MailDeliveryService;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// S6: where the mail server's word is believed, a sender it does not vouch for reaches nobody's case, whatever they
/// know of it.
class MailAuthenticationTest extends SupportServiceTest {

    private final InboundMailReader reader = new InboundMailReader(
            new Binder(new MapConfigurationPropertySource(Map.of("authserv-id", "mx.boxoffice.example")))
                    .bindOrCreate("", InboundMailProperties.class));

    @Autowired
    private MailDeliveryService deliveries;

    private InboundMailOutcome answer(String number, String found) {
        var mail = "From: alice@example.org\r\nTo: desk@boxoffice.example\r\nMessage-ID: <" + UUID.randomUUID()
                + "@example.org>\r\n" + found + "Subject: Re: [" + number + "]\r\n\r\nGive my money to Mallory.";
        return deliveries
                .deliver(reader.read(mail.getBytes(StandardCharsets.US_ASCII)), clock.instant())
                .outcome();
    }

    @Test
    void whom_the_mail_server_does_not_vouch_for_reaches_no_case() {
        var id = desk.open("alice").id();
        var number = column(id, "number", String.class);

        assertThat(answer(number, "")).isInstanceOf(InboundMailOutcome.NewCase.class);
        assertThat(answer(number, "Authentication-Results: mx.boxoffice.example; dmarc=fail\r\n"))
                .isInstanceOf(InboundMailOutcome.NewCase.class);
        assertThat(answer(number, "Authentication-Results: mx.evil.example; dmarc=pass\r\n"))
                .isInstanceOf(InboundMailOutcome.NewCase.class);
        assertThat(answer(number, "Authentication-Results: mx.boxoffice.example; dmarc=pass\r\n"))
                .isEqualTo(new InboundMailOutcome.Message(id));
    }
}
