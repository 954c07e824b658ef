package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.booking.resale.ResaleRepository;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.booking.seats.TicketState.Status;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// The seats that those who wait may be offered: kept ones, that have come free, and tickets that their buyers sell.
@Service
class WaitlistSeatService {

    /// Those that are not offered to anybody as yet.
    ///
    /// @param kept ordinals
    /// @param listed ordinals, and whose tickets they are
    record Offerable(BitSet kept, Map<Integer, String> listed) {

        boolean isEmpty() {
            return kept.isEmpty() && listed.isEmpty();
        }

        /// With the tickets for resale that are not the party's own.
        BitSet allFor(WaitlistEntry party) {
            var all = (BitSet) kept.clone();
            listed.forEach((ordinal, owner) -> {
                if (!owner.equals(party.subject())) {
                    all.set(ordinal);
                }
            });
            return all;
        }

        void remove(List<Integer> ordinals) {
            ordinals.forEach(kept::clear);
            ordinals.forEach(listed::remove);
        }
    }

    private final KeptSeatRepository kept;
    private final ListedSeatRepository listed;
    private final ResaleRepository resales;
    private final BookingChangePublisher changes;

    WaitlistSeatService(
            KeptSeatRepository kept,
            ListedSeatRepository listed,
            ResaleRepository resales,
            BookingChangePublisher changes) {
        this.kept = kept;
        this.listed = listed;
        this.resales = resales;
        this.changes = changes;
    }

    /// Before anything else is changed: tickets are locked in the order of everywhere.
    void lock(UUID event) {
        listed.lockTickets(event);
    }

    /// Before it is asked whether an offer is being paid for: who pays for it locks its tickets, too.
    void lockOffered(UUID event, List<Integer> ordinals) {
        resales.lock(event, ordinals);
    }

    /// What was offered to these is the next's.
    void takeBack(UUID event, Collection<UUID> entries) {
        kept.takeBack(event, entries);
        listed.takeBack(event, entries);
    }

    /// @return who was offered a ticket whose owner has gone in with it meanwhile
    List<UUID> endOutdated(UUID event, Instant now) {
        return listed.endOutdated(event, now);
    }

    Offerable findOfferable(UUID event) {
        return new Offerable(kept.lockKept(event), listed.findListed(event));
    }

    void offer(UUID event, UUID entry, List<Integer> ordinals) {
        kept.offer(event, entry, ordinals);
        listed.offer(event, entry, ordinals);
    }

    /// What is kept and suits nobody goes on sale; a ticket for resale waits, and stays its owner's.
    void leave(UUID event, Offerable left, Instant now) {
        if (!left.listed().isEmpty()) {
            listed.noteTried(event, now);
        }
        if (!left.kept().isEmpty()) {
            kept.release(event, left.kept().stream().boxed().toList(), now)
                    .ifPresent(released -> changes.publishReturned(
                            new TicketChange(event, event, released.tickets().as(Status.AVAILABLE, null), null),
                            released.message()));
        }
    }
}
