package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.catalogue.EventSale.Programme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.springframework.stereotype.Service;

/// Prints tickets: a page each, the QR code drawn as vectors so that it stays sharp.
@Service
class TicketPdfService {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("'UTC'xxx", Locale.ENGLISH);

    private static final float MARGIN = 36;
    private static final float WIDTH = PDRectangle.A5.getWidth() - 2 * MARGIN;
    private static final float QR_SIDE = 200;
    private static final float QR_BOTTOM = 110;

    static {
        // PDFBox knows no other way to say it. At its usual level packing was a fifth of the work of a ticket.
        System.setProperty(Filter.SYSPROP_DEFLATELEVEL, Integer.toString(Deflater.BEST_SPEED));
    }

    byte[] print(Programme programme, UUID booking, List<ETicket> tickets) {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            var writer = new PdfTextWriter(document);
            document.getDocumentInformation().setTitle("Tickets: " + programme.name());
            for (var ticket : tickets) {
                var page = new PDPage(PDRectangle.A5);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    print(programme, booking, ticket, writer, content);
                }
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// However long its names are, a ticket shows all of them, and the seat on a line of its own.
    private static void print(
            Programme programme, UUID booking, ETicket ticket, PdfTextWriter writer, PDPageContentStream content)
            throws IOException {
        var y = PDRectangle.A5.getHeight() - MARGIN;
        y = write(writer, content, TextBlock.fit(programme.name(), 20, WIDTH, 75), y) - 2;
        y = write(writer, content, TextBlock.fit(when(programme), 12, WIDTH, 16), y);
        y = write(writer, content, TextBlock.fit(programme.venue() + ", " + programme.city(), 12, WIDTH, 32), y) - 8;
        y = write(writer, content, TextBlock.fit(ticket.section(), 16, WIDTH, 40), y);
        y = write(writer, content, TextBlock.fit(seat(ticket), 22, WIDTH, 28), y) - 2;
        write(writer, content, TextBlock.fit(price(ticket), 11, WIDTH, 14), y);
        draw(QrCode.of(ticket.code()), content);
        var holder = ticket.holderName();
        if (holder != null) {
            write(writer, content, TextBlock.fit(holder, 10, WIDTH, 14), MARGIN + 48);
        }
        y = write(writer, content, TextBlock.fit("Ticket " + ticket.ticketId(), 8, WIDTH, 10), MARGIN + 32);
        y = write(writer, content, TextBlock.fit("Booking " + booking, 8, WIDTH, 10), y);
        write(writer, content, TextBlock.fit("Valid once. Who shows it first goes in.", 8, WIDTH, 10), y);
    }

    private static float write(PdfTextWriter writer, PDPageContentStream content, TextBlock block, float top)
            throws IOException {
        return writer.write(content, block, MARGIN, WIDTH, top);
    }

    /// When clocks are turned back, an hour comes twice: its zone tells which.
    private static String when(Programme programme) {
        var startsAt = programme.startsAt();
        if (startsAt == null) {
            return "Date to be announced";
        }
        var local = startsAt.atZone(ZoneId.of(programme.timezone()));
        var zone = ZONE.format(local);
        var offset = OFFSET.format(local);
        return WHEN.format(local) + (zone.startsWith("GMT") || zone.equals("UTC") ? " " : " " + zone + ", ") + offset;
    }

    private static String seat(ETicket ticket) {
        return Stream.of(
                        ticket.row() == null ? null : "Row " + ticket.row(),
                        ticket.seat() == null ? null : "Seat " + ticket.seat())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    private static String price(ETicket ticket) {
        var price = ticket.price();
        var digits = Currency.getInstance(price.currency()).getDefaultFractionDigits();
        return BigDecimal.valueOf(price.amount(), digits).toPlainString() + " " + price.currency();
    }

    /// What is dark side by side is one rectangle.
    private static void draw(QrCode qr, PDPageContentStream content) throws IOException {
        var module = QR_SIDE / qr.size();
        var left = (PDRectangle.A5.getWidth() - QR_SIDE) / 2;
        for (var row = 0; row < qr.size(); row++) {
            var y = QR_BOTTOM + QR_SIDE - (row + 1) * module;
            for (var column = 0; column < qr.size(); column++) {
                var from = column;
                while (column < qr.size() && qr.isDark(column, row)) {
                    column++;
                }
                if (column > from) {
                    content.addRect(left + from * module, y, (column - from) * module, module);
                }
            }
        }
        content.fill();
    }
}
