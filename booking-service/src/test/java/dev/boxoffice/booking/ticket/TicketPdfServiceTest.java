package dev.boxoffice.booking.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerMailText;
import dev.boxoffice.booking.catalogue.EventSale.Programme;
import dev.boxoffice.platform.money.Money;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// H10: tickets in every script; their pictures are left in `target/tickets` to be looked at.
class TicketPdfServiceTest {

    private static final Path PICTURES = Path.of("target", "tickets");
    private static final float DPI = 144;
    private static final int MARGIN_PIXELS = 60;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            arabic     | مهرجان الموسيقى العربية 2027   | دار الأوبرا، القاهرة      | المنصة الرئيسية
            hebrew     | פסטיבל הג'אז של תל אביב (2027) | היכל התרבות               | יציע ימין
            thai       | เทศกาลดนตรีกรุงเทพมหานคร          | อิมแพ็ค อารีน่า              | ชั้นล่าง
            hindi      | शास्त्रीय संगीत महोत्सव दिल्ली        | सिरी फोर्ट सभागार            | बालकनी
            japanese   | 宇多田ヒカル コンサートツアー    | 東京ドーム                | アリーナ
            chinese    | 周杰倫嘉年華世界巡迴演唱會       | 国家体育场鸟巢            | 看台一层
            korean     | 방탄소년단 월드 투어 서울        | 고척스카이돔              | 지정석
            greek      | Μουσική βραδιά στην Αθήνα      | Ηρώδειο                   | Κάτω διάζωμα
            cyrillic   | Лебединое озеро, Львів         | Большой театр             | Партер
            vietnamese | Đêm nhạc Trịnh Công Sơn        | Nhà hát Lớn Hà Nội        | Tầng một
            german     | Die Zauberflöte für Groß & Klein | Staatsoper Unter den Linden | Parkett links
            emoji      | Summer 🎸 Fest 👩‍🎤🔥              | Łódź Arena ❤️              | Golden ⭐ Circle
            """)
    void a_ticket_shows_what_it_says_in_every_script(String language, String name, String venue, String section)
            throws IOException {
        try (var document = print(programme(name, venue, "2027-05-01T17:00:00Z"), ticket(section, "A", "12"))) {
            look(document, language);
            assertThat(reads(document))
                    .contains(name, venue, section, "Row A · Seat 12")
                    .doesNotContain("□");
        }
    }

    @Test
    void arabic_letters_are_joined_and_run_from_the_right() {
        var line = TextBlock.fit("موسيقى", 20, 400, 100).lines().getFirst();
        var apart = "موسيقى"
                .codePoints()
                .mapToObj(Character::toString)
                .map(letter -> TextBlock.fit(letter, 20, 400, 100))
                .mapToDouble(block -> block.lines().getFirst().layout().getAdvance())
                .sum();
        assertThat(line.layout().isLeftToRight()).isFalse();
        assertThat((double) line.layout().getAdvance()).isLessThan(apart * 0.9);
    }

    @Test
    void vowel_signs_of_hindi_are_shaped() {
        var syllable = TextBlock.fit("कि", 20, 400, 100).lines().getFirst().layout();
        var letter = TextBlock.fit("क", 20, 400, 100).lines().getFirst().layout();
        // The sign is written before the letter it follows.
        assertThat(syllable.getOutline(null).getBounds2D().getMinX())
                .isLessThan(letter.getOutline(null).getBounds2D().getMinX() + 0.01);
        assertThat(syllable.getCharacterCount()).isEqualTo(2);
    }

    @Test
    void names_of_any_length_stay_on_the_page_and_the_seat_has_its_line() throws IOException {
        var name = "An evening of very long names ".repeat(7).substring(0, 200);
        var section = "Donaudampfschifffahrtsgesellschaft".repeat(6).substring(0, 200);
        try (var document =
                print(programme(name, section, "2027-05-01T17:00:00Z"), ticket(section, "Reihe ".repeat(5), "117"))) {
            var picture = look(document, "long");
            assertThat(reads(document)).contains("Seat 117").contains("An evening of very long names");
            for (var y = 0; y < picture.getHeight(); y++) {
                for (var x = picture.getWidth() - MARGIN_PIXELS; x < picture.getWidth(); x++) {
                    assertThat(picture.getRGB(x, y) & 0xffffff).isEqualTo(0xffffff);
                }
            }
        }
    }

    @Test
    void an_hour_that_comes_twice_is_told_apart() throws IOException {
        try (var first = print(programme("Night", "Club", "2027-10-31T00:30:00Z"), ticket("Floor", null, null));
                var second = print(programme("Night", "Club", "2027-10-31T01:30:00Z"), ticket("Floor", null, null))) {
            assertThat(reads(first)).contains("02:30 (Central European Summer");
            assertThat(reads(second)).contains("02:30 (Central European Standard");
        }
    }

    @Test
    void the_zone_of_london_has_its_name_in_winter_too() throws IOException {
        var winter = new Programme(
                "Night", Instant.parse("2027-01-15T19:30:00Z"), null, null, "Club", "London", "Europe/London");
        try (var document = print(winter, ticket("Floor", null, null))) {
            assertThat(reads(document)).contains("(Greenwich Mean Time)").doesNotContain("UTC");
        }
    }

    @Test
    void a_ticket_is_in_the_language_of_who_has_it() throws IOException {
        var night = programme("Nacht", "Club", "2027-05-01T17:00:00Z");
        try (var german = print(night, ticket("Parkett", "A", "12"), "de");
                var unsaid = print(night, ticket("Parkett", "A", "12"), null)) {
            assertThat(reads(german))
                    .contains("Samstag, 1. Mai 2027", "19:00 (Mitteleuropäische Sommerzeit)", "Reihe A · Platz 12")
                    .contains("88,00", "Gilt einmal.")
                    .doesNotContain("□", "Row", "Valid");
            assertThat(reads(unsaid))
                    .contains("Saturday, May 1, 2027", "(Central European Summer", "€88.00")
                    .doesNotContain("□");
        }
    }

    @Test
    void a_character_that_no_font_has_is_a_box_and_the_rest_is_printed() throws IOException {
        try (var document =
                print(programme("Cuneiform 𒀀 night", "Club", "2027-05-01T17:00:00Z"), ticket("Floor", null, null))) {
            assertThat(reads(document)).contains("Cuneiform □ night");
        }
    }

    private static Programme programme(String name, String venue, String startsAt) {
        return new Programme(name, Instant.parse(startsAt), null, null, venue, "Berlin", "Europe/Berlin");
    }

    private static ETicket ticket(String section, @Nullable String row, @Nullable String seat) {
        return new ETicket("t-1", section, row, seat, new Money(8_800, "EUR"), "Alice Example", "code");
    }

    private static PDDocument print(Programme programme, ETicket ticket) throws IOException {
        return print(programme, ticket, "en-GB");
    }

    private static PDDocument print(Programme programme, ETicket ticket, @Nullable String locale) throws IOException {
        var text = BuyerMailText.of(new BuyerContact("a@example.org", null, locale));
        return Loader.loadPDF(new TicketPdfService().print(programme, UUID.randomUUID(), List.of(ticket), text));
    }

    /// What a reader copies: text, and what outlines stand for.
    private static String reads(PDDocument document) throws IOException {
        var outlines = new PDFMarkedContentExtractor();
        outlines.processPage(document.getPage(0));
        var actual = outlines.getMarkedContents().stream()
                .map(content -> content.getActualText())
                .collect(Collectors.joining());
        return actual + "\n" + new PDFTextStripper().getText(document);
    }

    private static BufferedImage look(PDDocument document, String name) throws IOException {
        var picture = new PDFRenderer(document).renderImageWithDPI(0, DPI);
        Files.createDirectories(PICTURES);
        ImageIO.write(picture, "png", PICTURES.resolve(name + ".png").toFile());
        return picture;
    }
}
