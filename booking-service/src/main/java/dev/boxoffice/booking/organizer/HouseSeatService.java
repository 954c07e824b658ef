package dev.boxoffice.booking.organizer;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.reserve.OrganizerHoldResult;
import dev.boxoffice.booking.hold.reserve.OrganizerHoldService;
import java.util.List;
import org.springframework.stereotype.Service;

/// Seats that the box office may give: those on sale, which Redis then holds, and those withheld, which no buyer
/// can have anyway. Whether they are withheld for the house, the statement that takes them decides.
@Service
public class HouseSeatService {

    private final HouseSeatRepository seats;
    private final OrganizerHoldService holds;

    HouseSeatService(HouseSeatRepository seats, OrganizerHoldService holds) {
        this.seats = seats;
        this.holds = holds;
    }

    /// @param holder whose the seats are until Postgres is told
    public OrganizerHoldResult hold(EventSale sale, String holder, List<Integer> ordinals) {
        var withheld = seats.withheldAmong(sale.id(), ordinals);
        return holds.hold(
                sale,
                holder,
                ordinals.stream()
                        .filter(ordinal -> !withheld.contains(ordinal))
                        .sorted()
                        .toList());
    }
}
