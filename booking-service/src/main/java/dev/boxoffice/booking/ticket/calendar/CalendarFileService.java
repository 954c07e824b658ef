package dev.boxoffice.booking.ticket.calendar;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.booking.mail.BuyerMailText;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import java.time.Clock;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// Writes the calendar file of a booking, in its buyer's language.
@Service
public class CalendarFileService {

    private final SaleCatalogueService catalogue;
    private final BuyerContactRepository contacts;
    private final Clock clock;

    CalendarFileService(SaleCatalogueService catalogue, BuyerContactRepository contacts, Clock clock) {
        this.catalogue = catalogue;
        this.contacts = contacts;
        this.clock = clock;
    }

    public byte[] fileOf(Booking booking) {
        var sale = catalogue.find(booking.event()).orElseThrow();
        var text = BuyerMailText.of(contacts.find(booking));
        var seats = booking.ordinals().stream()
                .map(sale.layout()::locationOf)
                .map(text::seat)
                .collect(Collectors.joining("\n"));
        return CalendarFile.of(sale, booking.id(), clock.instant(), seats + "\n" + booking.id());
    }
}
