package dev.boxoffice.booking.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.boxoffice.booking.catalogue.EventSale.Programme;
import dev.boxoffice.platform.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class TicketPdfServiceTest {

    private static final String NAME = "宇多田ヒカル 東京ドーム 서울 Łódź";
    private static final Path DROID = Path.of("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf");

    private static final Path NANUM = Path.of("/usr/share/fonts/truetype/nanum/NanumGothic.ttf");

    @Test
    void chinese_japanese_and_korean_names_are_printed_where_a_font_has_them() throws IOException {
        assumeThat(List.of(DROID, NANUM)).allMatch(Files::isReadable);
        assertThat(printed(List.of(Path.of("/no/such.ttf"), DROID, NANUM))).contains(NAME);
    }

    @Test
    void without_such_a_font_a_ticket_is_printed_all_the_same() throws IOException {
        assertThat(printed(List.of(Path.of("/no/such.ttf")))).contains("□□□□□□ □□□□□ □□ Łódź", "Row A");
    }

    private static String printed(List<Path> fonts) throws IOException {
        var programme = new Programme(NAME, Instant.parse("2027-05-01T10:00:00Z"), null, "東京ドーム", "東京", "Asia/Tokyo");
        var ticket = new ETicket("t-1", "Arena", "A", "1", new Money(880_000, "JPY"), "code", "data:");
        var pdf = new TicketPdfService(new TicketProperties("key", List.of(), fonts))
                .print(programme, UUID.randomUUID(), List.of(ticket));
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
