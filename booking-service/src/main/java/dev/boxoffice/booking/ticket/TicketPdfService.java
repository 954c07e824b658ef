package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.catalogue.EventSale.Programme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Prints tickets: a page each, the QR code drawn as vectors so that it stays sharp.
@Service
class TicketPdfService {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm", Locale.ENGLISH);
    private static final float MARGIN = 36;
    private static final float QR_SIDE = 200;
    private static final float QR_BOTTOM = 110;

    private static final Logger log = LoggerFactory.getLogger(TicketPdfService.class);

    private final List<Path> moreFonts;

    TicketPdfService(TicketProperties properties) {
        this.moreFonts = properties.fonts().stream().filter(Files::isReadable).toList();
        if (moreFonts.isEmpty()) {
            log.info("Tickets print Latin, Greek and Cyrillic only: none of {} is here", properties.fonts());
        }
    }

    byte[] print(Programme programme, UUID booking, List<ETicket> tickets) {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            var font = new FallbackFont(document, moreFonts);
            document.getDocumentInformation().setTitle("Tickets: " + programme.name());
            for (var ticket : tickets) {
                var page = new PDPage(PDRectangle.A5);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    print(programme, booking, ticket, font, content);
                }
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void print(
            Programme programme, UUID booking, ETicket ticket, FallbackFont font, PDPageContentStream content)
            throws IOException {
        var top = PDRectangle.A5.getHeight() - MARGIN;
        var width = PDRectangle.A5.getWidth() - 2 * MARGIN;
        font.write(content, programme.name(), new FallbackFont.Line(MARGIN, top - 18, 20, width));
        font.write(content, when(programme), new FallbackFont.Line(MARGIN, top - 44, 12, width));
        font.write(
                content,
                programme.venue() + ", " + programme.city(),
                new FallbackFont.Line(MARGIN, top - 62, 12, width));
        font.write(content, place(ticket), new FallbackFont.Line(MARGIN, top - 98, 18, width));
        font.write(content, price(ticket), new FallbackFont.Line(MARGIN, top - 120, 11, width));
        draw(QrCode.of(ticket.code()), content);
        font.write(content, "Ticket " + ticket.ticketId(), new FallbackFont.Line(MARGIN, MARGIN + 24, 8, width));
        font.write(content, "Booking " + booking, new FallbackFont.Line(MARGIN, MARGIN + 12, 8, width));
        font.write(content, "Valid once. Who shows it first goes in.", new FallbackFont.Line(MARGIN, MARGIN, 8, width));
    }

    private static String when(Programme programme) {
        var startsAt = programme.startsAt();
        if (startsAt == null) {
            return "Date to be announced";
        }
        var zone = ZoneId.of(programme.timezone());
        return WHEN.format(startsAt.atZone(zone)) + " (" + zone.getId() + ")";
    }

    private static String place(ETicket ticket) {
        var place = new StringBuilder(ticket.section());
        if (ticket.row() != null) {
            place.append(" · Row ").append(ticket.row());
        }
        if (ticket.seat() != null) {
            place.append(" · Seat ").append(ticket.seat());
        }
        return place.toString();
    }

    private static String price(ETicket ticket) {
        var price = ticket.price();
        var digits = Currency.getInstance(price.currency()).getDefaultFractionDigits();
        return BigDecimal.valueOf(price.amount(), digits).toPlainString() + " " + price.currency();
    }

    private static void draw(QrCode qr, PDPageContentStream content) throws IOException {
        var module = QR_SIDE / qr.size();
        var left = (PDRectangle.A5.getWidth() - QR_SIDE) / 2;
        for (var row = 0; row < qr.size(); row++) {
            for (var column = 0; column < qr.size(); column++) {
                if (qr.isDark(column, row)) {
                    content.addRect(left + column * module, QR_BOTTOM + QR_SIDE - (row + 1) * module, module, module);
                }
            }
        }
        content.fill();
    }
}
