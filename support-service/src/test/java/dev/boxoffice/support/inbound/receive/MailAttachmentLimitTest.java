package dev.boxoffice.support.inbound.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.inbound.thread.InboundMailOutcome;
import dev.boxoffice.support.mail.ReplyAddressCodec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// S6: files of mails are kept as far as a mail, a case and the store may have them; how many were not is told.
class MailAttachmentLimitTest extends SupportServiceTest {

    private static final String GERDA = "gerda@mail.example";
    private static final String ERIN = SupportDeskClient.agent("erin");
    private static final int MEGABYTE = 1024 * 1024;

    @Autowired
    private InboundMailService mails;

    @Autowired
    private ReplyAddressCodec addresses;

    @BeforeEach
    void erinReadsFiles() {
        desk.vouchFor("erin");
    }

    /// A mail with so many pictures of such a size.
    private static RawMail mail(int pictures, int size) {
        var png = Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a}, size);
        var part = "Content-Type: image/png; name=\"a.png\"\r\nContent-Disposition: attachment; filename=\"a.png\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(png);
        return RawMail.from(GERDA)
                .multipart(
                        "b",
                        Stream.concat(
                                        Stream.of("Content-Type: text/plain\r\n\r\nSee the pictures."),
                                        Stream.generate(() -> part).limit(pictures))
                                .toArray(String[]::new));
    }

    private UUID opened(RawMail mail) {
        return ((InboundMailOutcome.NewCase)
                        mails.receive(mail.bytes(), clock.instant()).outcome())
                .caseId();
    }

    private void answer(UUID id, RawMail mail) {
        assertThat(mails.receive(mail.header("To", addresses.addressOf(id)).bytes(), clock.instant())
                        .outcome())
                .isEqualTo(new InboundMailOutcome.Message(id));
    }

    private JsonNode files(UUID id) {
        return desk.get("/support/cases/" + id + "/attachments", ERIN).body().path("attachments");
    }

    @Test
    void a_mail_brings_ten_files_and_a_case_has_thirty() {
        var id = opened(mail(12, 100));

        assertThat(files(id)).hasSize(10);
        assertThat(column(id, "body", String.class)).contains("2 parts of this mail were not kept");
        answer(id, mail(10, 100));
        answer(id, mail(9, 100));
        assertThat(files(id)).hasSize(29);
        answer(id, mail(3, 100));
        assertThat(files(id)).hasSize(30);
        assertThat(desk.get("/support/cases/" + id, ERIN)
                        .body()
                        .path("messages")
                        .toString())
                .contains("2 parts of this mail were not kept");
    }

    @Test
    void a_file_has_five_megabytes_and_a_case_twenty_five() {
        var id = opened(mail(1, 5 * MEGABYTE + 1));
        assertThat(files(id)).isEmpty();

        for (var i = 0; i < 5; i++) {
            answer(id, mail(1, 5 * MEGABYTE - 100));
        }
        assertThat(files(id)).hasSize(5);
        answer(id, mail(1, 1_000));
        assertThat(files(id)).hasSize(5);
        answer(id, mail(1, 500));
        assertThat(files(id)).as("there are five hundred bytes left").hasSize(6);
    }
}
