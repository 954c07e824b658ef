package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.resale.ResaleRepository;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.payment.cancellation.BookingCancellationResult.Needed;
import dev.boxoffice.booking.payment.cancellation.BookingCancellationResult.NoSuchTicket;
import dev.boxoffice.booking.payment.cancellation.BookingCancellationResult.NotConfirmed;
import dev.boxoffice.booking.payment.cancellation.BookingCancellationResult.TooLate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Says why a buyer cannot give tickets back.
@Service
class CancellationRefusalService {

    private final SaleCatalogueService catalogue;
    private final ResaleRepository resales;

    CancellationRefusalService(SaleCatalogueService catalogue, ResaleRepository resales) {
        this.catalogue = catalogue;
        this.resales = resales;
    }

    /// Empty where they can.
    Optional<BookingCancellationResult> refusal(BookingMoney money, List<Integer> ordinals, Instant now) {
        var booking = money.booking();
        if (!booking.ordinals().containsAll(ordinals)) {
            return Optional.of(new NoSuchTicket());
        }
        if (!booking.status().isPaid()) {
            return Optional.of(new NotConfirmed(booking.status()));
        }
        if (ordinals.isEmpty() && !money.kept().isEmpty()) {
            return Optional.of(new TooLate("All tickets of this booking are somebody else's now."));
        }
        var sale = catalogue.find(booking.event()).orElseThrow();
        if (sale.hasStarted(now)) {
            return Optional.of(new TooLate("The event has started."));
        }
        if (ordinals.stream().anyMatch(money.transferred()::contains)) {
            return Optional.of(new TooLate("A ticket of these is somebody else's now."));
        }
        if (ordinals.stream().anyMatch(money.used()::contains)) {
            return Optional.of(new TooLate("A ticket of this booking has been used."));
        }
        if (!money.kept().containsAll(ordinals)) {
            return Optional.of(new TooLate("A ticket of these has been given back before."));
        }
        return needLost(money, sale, ordinals).map(Needed::new);
    }

    /// What is for resale may be sold, or stay: nothing is left alone either way.
    private Optional<String> needLost(BookingMoney money, EventSale sale, List<Integer> ordinals) {
        var withSold = new HashSet<>(resales.find(money.booking()).keySet());
        withSold.addAll(ordinals);
        return money.needLost(sale, ordinals).or(() -> money.needLost(sale, withSold));
    }
}
