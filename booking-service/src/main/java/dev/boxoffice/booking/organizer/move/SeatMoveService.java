package dev.boxoffice.booking.organizer.move;

import dev.boxoffice.booking.access.BoxOfficeBuyer;
import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.reserve.OrganizerHoldResult;
import dev.boxoffice.booking.hold.reserve.OrganizerHoldService;
import dev.boxoffice.booking.organizer.HouseSeatService;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.booking.seats.TicketState;
import dev.boxoffice.booking.seats.TicketState.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Gives a buyer other seats, all that were asked for or none. What they paid stays as it is.
@Service
class SeatMoveService {

    private final HouseSeatService house;
    private final OrganizerHoldService holds;
    private final SeatMoveRepository moves;
    private final BookingRepository bookings;
    private final BookingChangePublisher publisher;

    SeatMoveService(
            HouseSeatService house,
            OrganizerHoldService holds,
            SeatMoveRepository moves,
            BookingRepository bookings,
            BookingChangePublisher publisher) {
        this.house = house;
        this.holds = holds;
        this.moves = moves;
        this.bookings = bookings;
        this.publisher = publisher;
    }

    SeatMoveResult move(EventSale sale, SeatMove move) {
        if (!move.booking().status().isPaid()) {
            return new SeatMoveResult.NotConfirmed(move.booking().status());
        }
        return switch (house.hold(sale, BoxOfficeBuyer.of(move.booking().id()), move.to())) {
            case OrganizerHoldResult.Held(var held) -> write(move, held);
            case OrganizerHoldResult.Taken(var taken) -> new SeatMoveResult.Taken(taken);
            case OrganizerHoldResult.SoldOut() -> new SeatMoveResult.Taken(move.to());
            case OrganizerHoldResult.RedisOut() -> new SeatMoveResult.RedisOut();
        };
    }

    private SeatMoveResult write(SeatMove move, List<Hold> held) {
        var written = moves.move(move);
        var message = written.message();
        if (message == null) {
            holds.release(held);
            return written.isCurrent() ? new SeatMoveResult.Taken(written.refused()) : new SeatMoveResult.Changed();
        }
        var booking = move.booking();
        publisher.publishTickets(new TicketChange(booking.event(), booking.id(), states(move, written), null), message);
        return new SeatMoveResult.Moved(
                bookings.find(booking.event(), booking.id()).orElseThrow());
    }

    private static List<TicketState> states(SeatMove move, SeatMoveRepository.Written written) {
        var tickets = written.tickets();
        var left = written.isKept() ? Status.RESERVED : Status.AVAILABLE;
        return IntStream.range(0, tickets.ordinals().size())
                .mapToObj(i -> state(
                        move,
                        left,
                        tickets.ordinals().get(i),
                        tickets.versions().get(i)))
                .toList();
    }

    private static TicketState state(SeatMove move, Status left, Integer ordinal, long version) {
        var isLeft = move.from().contains(ordinal);
        @Nullable String owner = isLeft ? null : move.booking().buyer();
        return new TicketState(ordinal, isLeft ? left : Status.BOOKED, version, owner);
    }
}
