package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.api.BookingView.BookedTicketView;
import dev.boxoffice.booking.booking.api.BookingView.DisputeView;
import dev.boxoffice.booking.booking.api.BookingView.RefundView;
import dev.boxoffice.booking.booking.api.BookingView.ReschedulingView;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.booking.resale.ResaleState;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.LineView;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.line.BookingLine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Puts names and prices to a booking's seats.
@Service
public class BookingViewService {

    private static final int EXACT_DECLINES = 3;

    private final SaleCatalogueService catalogue;
    private final BookingSnapshotService snapshots;

    BookingViewService(SaleCatalogueService catalogue, BookingSnapshotService snapshots) {
        this.catalogue = catalogue;
        this.snapshots = snapshots;
    }

    /// As it stands now, which may be later than it was read.
    public BookingView viewOf(Booking booking) {
        return viewOf(booking, RefundView::of);
    }

    /// For those who may not read what people wrote of its refunds.
    BookingView viewWithoutNotes(Booking booking) {
        return viewOf(booking, RefundView::withoutNote);
    }

    private BookingView viewOf(Booking booking, Function<BookingRefund, RefundView> refunds) {
        if (booking.status().isInFlight()) {
            return viewOfJustDecided(booking);
        }
        var snapshot = snapshots.read(booking);
        return viewOf(snapshot.money(), snapshot.rescheduling().map(ReschedulingView::of), snapshot.resales(), refunds);
    }

    /// Of a booking that was in flight a moment ago: nothing has happened to it since.
    public BookingView viewOfJustDecided(Booking booking) {
        return viewOf(BookingMoney.untouched(booking), Optional.empty(), Map.of(), RefundView::of);
    }

    private BookingView viewOf(
            BookingMoney found,
            Optional<ReschedulingView> rescheduling,
            Map<Integer, ResaleState> resales,
            Function<BookingRefund, RefundView> refunds) {
        var booking = found.booking();
        var sale = catalogue.find(booking.event()).orElseThrow();
        var lines = booking.lines();
        return new BookingView(
                booking.id(),
                booking.status(),
                booking.status().isInFlight() ? booking.attempt().clientSecret() : null,
                LineView.of(booking.event(), lines),
                booking.total(),
                tickets(found, sale, resales),
                booking.event(),
                failureCode(booking),
                found.paid(),
                found.refunded(),
                found.refundDue(),
                found.refunds().stream().map(refunds).toList(),
                found.dispute().map(DisputeView::of).orElse(null),
                rescheduling.orElse(null),
                booking.createdAt());
    }

    /// D5: Stripe's own code helps a buyer with a second card, and whoever tries out stolen ones.
    private static @Nullable String failureCode(Booking booking) {
        var code = booking.failureCode();
        return code != null && booking.attempt().number() > EXACT_DECLINES ? "card_declined" : code;
    }

    private static List<BookedTicketView> tickets(
            BookingMoney found, EventSale sale, Map<Integer, ResaleState> resales) {
        return found.booking().lines().stream()
                .filter(line -> line.kind() == BookingLine.Kind.TICKET)
                .map(line -> ticket(found, sale, line, resales))
                .toList();
    }

    private static BookedTicketView ticket(
            BookingMoney found, EventSale sale, BookingLine line, Map<Integer, ResaleState> resales) {
        var ordinal = Objects.requireNonNull(line.ordinal(), "a ticket's line is of its ticket");
        var location = sale.layout().locationOf(ordinal);
        return new BookedTicketView(
                new TicketId(sale.id(), ordinal).toString(),
                location.section(),
                location.row(),
                location.seat(),
                line.name(),
                line.amount(),
                statusOf(found, ordinal),
                resale(found.statusOf(ordinal), resales.get(ordinal)));
    }

    /// What its owner has used or passed on is for resale no more, whoever has noticed it.
    private static @Nullable ResaleState resale(TicketStatus status, @Nullable ResaleState state) {
        return status == TicketStatus.VALID || state == ResaleState.SOLD ? state : null;
    }

    /// None while the ticket is not paid for, and where it never was.
    private static @Nullable TicketStatus statusOf(BookingMoney found, int ordinal) {
        var booking = found.booking().status();
        var status = found.statusOf(ordinal);
        return booking.isInFlight() || (status == TicketStatus.VALID && !booking.hasSeats()) ? null : status;
    }
}
