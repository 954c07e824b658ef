package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.booking.mail.BuyerMailText;
import dev.boxoffice.booking.catalogue.EventSale.Programme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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

    private static final float MARGIN = 36;
    private static final float WIDTH = PDRectangle.A5.getWidth() - 2 * MARGIN;
    private static final float QR_SIDE = 200;
    private static final float QR_BOTTOM = 110;

    private record Page(PdfTextWriter writer, PDPageContentStream content) {
        /// @param top where the block begins
        /// @return where it ends
        float write(TextBlock block, float top) throws IOException {
            return writer.write(content, block, MARGIN, WIDTH, top);
        }
    }

    static {
        // PDFBox knows no other way to say it. At its usual level packing was a fifth of the work of a ticket.
        System.setProperty(Filter.SYSPROP_DEFLATELEVEL, Integer.toString(Deflater.BEST_SPEED));
    }

    /// @param text in the language of who has the tickets
    byte[] print(Programme programme, UUID booking, List<ETicket> tickets, BuyerMailText text) {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            var writer = new PdfTextWriter(document);
            document.getDocumentInformation().setTitle(text.line("print.title", programme.name()));
            for (var ticket : tickets) {
                var page = new PDPage(PDRectangle.A5);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    print(programme, booking, ticket, text, new Page(writer, content));
                }
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// However long its names are, a ticket shows all of them, and the seat on a line of its own.
    private static void print(Programme programme, UUID booking, ETicket ticket, BuyerMailText text, Page page)
            throws IOException {
        var y = PDRectangle.A5.getHeight() - MARGIN;
        y = page.write(TextBlock.fit(programme.name(), 20, WIDTH, 75), y) - 2;
        y = page.write(TextBlock.fit(text.time(programme.startsAt(), programme), 12, WIDTH, 32), y);
        y = page.write(TextBlock.fit(programme.venue() + ", " + programme.city(), 12, WIDTH, 32), y) - 8;
        y = page.write(TextBlock.fit(ticket.section(), 16, WIDTH, 40), y);
        y = page.write(TextBlock.fit(seat(ticket, text), 22, WIDTH, 28), y) - 2;
        page.write(TextBlock.fit(text.money(ticket.price()), 11, WIDTH, 14), y);
        draw(QrCode.of(ticket.code()), page.content());
        var holder = ticket.holderName();
        if (holder != null) {
            page.write(TextBlock.fit(holder, 10, WIDTH, 14), MARGIN + 48);
        }
        y = page.write(TextBlock.fit(text.line("print.ticket", ticket.ticketId()), 8, WIDTH, 10), MARGIN + 32);
        y = page.write(TextBlock.fit(text.line("print.booking", booking), 8, WIDTH, 10), y);
        page.write(TextBlock.fit(text.line("print.once"), 8, WIDTH, 10), y);
    }

    private static String seat(ETicket ticket, BuyerMailText text) {
        return Stream.of(
                        ticket.row() == null ? null : text.line("print.row", ticket.row()),
                        ticket.seat() == null ? null : text.line("print.seat", ticket.seat()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
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
