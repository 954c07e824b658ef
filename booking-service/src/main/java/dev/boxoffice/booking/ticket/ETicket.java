package dev.boxoffice.booking.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.boxoffice.platform.money.Money;
import org.jspecify.annotations.Nullable;

/// A ticket one can walk in with.
///
/// @param holderName whose it is, where they have said so
/// @param code what is in the QR code, signed
public record ETicket(
        String ticketId,
        String section,
        @Nullable String row,
        @Nullable String seat,
        Money price,
        @Nullable String holderName,
        String code) {

    /// The QR code as a PNG, in a `data:` URL: drawn only for who is shown it, since paper has it as squares.
    @JsonProperty
    public String qr() {
        return QrCode.of(code).toDataUrl();
    }
}
