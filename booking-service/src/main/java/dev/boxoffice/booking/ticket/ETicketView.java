package dev.boxoffice.booking.ticket;

import dev.boxoffice.platform.money.Money;
import org.jspecify.annotations.Nullable;

/// An e-ticket as the API shows it.
///
/// @param qr the QR code as a PNG, in a `data:` URL: paper has it as squares and needs none
record ETicketView(
        String ticketId,
        String section,
        @Nullable String row,
        @Nullable String seat,
        Money price,
        @Nullable String holderName,
        String code,
        String qr) {

    static ETicketView of(ETicket ticket) {
        return new ETicketView(
                ticket.ticketId(),
                ticket.section(),
                ticket.row(),
                ticket.seat(),
                ticket.price(),
                ticket.holderName(),
                ticket.code(),
                QrCode.of(ticket.code()).toDataUrl());
    }
}
