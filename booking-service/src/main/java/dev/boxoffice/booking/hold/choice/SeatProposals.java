package dev.boxoffice.booking.hold.choice;

import dev.boxoffice.booking.catalogue.layout.SeatLayout.Section;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/// What may be offered to a party, found among the seats that are free.
public sealed interface SeatProposals permits BestAvailableSeats, AccessiblePartySeats {

    /// Accessible seats and those of companions are for who asks for them: others get one only once too few
    /// other seats are left, together or apart (as 28 CFR 36.302(f)(5) has it, too).
    static SeatProposals of(
            SeatRequest.BestAvailable party, List<Section> sections, BitSet taken, RandomGenerator random) {
        if (party.accessible() > 0) {
            return new AccessiblePartySeats(sections, taken, party.quantity(), party.accessible());
        }
        var kept = (BitSet) taken.clone();
        sections.forEach(section -> section.accessible().addTo(kept));
        var others = new BestAvailableSeats(sections, kept, party.quantity(), random);
        return others.isEnoughFree() ? others : new BestAvailableSeats(sections, taken, party.quantity(), random);
    }

    boolean isEnoughFree();

    /// Best first; they share no seat with each other where possible. Empty when not enough is free.
    List<List<Integer>> propose(int most);

    /// Seats together wherever they are; empty where there are none, or where the party cannot take just
    /// any.
    List<List<Integer>> togetherAnywhere(int most);

    /// Free seats of which any will do; empty where the party cannot take just any.
    List<Integer> anyFree(int most);
}
