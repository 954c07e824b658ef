package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.CachedEvent;
import dev.boxoffice.event.listing.EventReferenceService;
import dev.boxoffice.event.listing.details.PriceTier;
import dev.boxoffice.event.live.LiveSeatMapService;
import dev.boxoffice.event.live.seat.SeatAvailability;
import dev.boxoffice.event.live.seat.SeatStatus;
import dev.boxoffice.event.plan.SeatMap;
import dev.boxoffice.event.ticket.SeatMapService;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.problem.FieldErrors;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Puts together what is read of an event: the catalogue from the cache, the tickets as they are this moment.
@Service
class EventViewService {

    /// Above this many a reader takes seat map and availability instead.
    private static final int MAX_TICKETS = 2_000;

    private final EventReferenceService references;
    private final SeatMapService seatMaps;
    private final LiveSeatMapService seats;
    private final Clock clock;

    EventViewService(EventReferenceService references, SeatMapService seatMaps, LiveSeatMapService seats, Clock clock) {
        this.references = references;
        this.seatMaps = seatMaps;
        this.seats = seats;
        this.clock = clock;
    }

    /// @param section whose tickets are wanted, or null
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where the event has no such section
    EventView view(CachedEvent event, @Nullable String section) {
        if (!event.hasTickets()) {
            return assemble(event, List.of(), null, 0);
        }
        var map = seatMaps.find(event.id()).orElseThrow();
        return view(event, map, seats.availability(event.id()).orElseThrow(), section);
    }

    /// An event in the very transaction that publishes it: nobody can have bought yet, and nothing may be
    /// remembered.
    EventView viewAtPublication(CachedEvent event, SeatMap map) {
        return view(event, map, SeatAvailability.untouched(event.id(), map.total()), null);
    }

    /// In a list: without its seats.
    EventView summary(CachedEvent event) {
        var unsold = event.hasTickets()
                ? seats.availability(event.id()).map(EventViewService::unsold).orElse(0)
                : 0;
        return assemble(event, List.of(), null, unsold);
    }

    private EventView view(CachedEvent event, SeatMap map, SeatAvailability availability, @Nullable String section) {
        var prices = prices(event.details().priceTiers());
        var sections = map.sections().stream()
                .map(part -> section(part, availability, prices.get(part.name())))
                .toList();
        return assemble(event, sections, tickets(map, availability, section, prices), unsold(availability));
    }

    private static int unsold(SeatAvailability availability) {
        return availability.count(SeatStatus.AVAILABLE) + availability.count(SeatStatus.HELD);
    }

    private static Map<String, Money> prices(List<PriceTier> tiers) {
        var prices = new HashMap<String, Money>();
        tiers.forEach(tier -> tier.sectionNames().forEach(section -> prices.put(section, tier.price())));
        return prices;
    }

    private static EventView.Section section(
            SeatMap.Section part, SeatAvailability availability, @Nullable Money price) {
        var from = part.firstOrdinal();
        var to = part.endOrdinal();
        return new EventView.Section(
                part.name(),
                part.kind(),
                part.capacity(),
                availability.count(SeatStatus.AVAILABLE, from, to),
                availability.count(SeatStatus.HELD, from, to),
                availability.count(SeatStatus.BOOKED, from, to),
                price);
    }

    private static @Nullable List<EventView.Ticket> tickets(
            SeatMap map, SeatAvailability availability, @Nullable String section, Map<String, Money> prices) {
        if (section == null) {
            return map.total() > MAX_TICKETS ? null : tickets(map.sections(), availability, prices);
        }
        var wanted =
                map.section(section).orElseThrow(() -> FieldErrors.single("section", "names no section of this event"));
        return tickets(List.of(wanted), availability, prices);
    }

    private static List<EventView.Ticket> tickets(
            List<SeatMap.Section> sections, SeatAvailability availability, Map<String, Money> prices) {
        var tickets = new ArrayList<EventView.Ticket>();
        for (var section : sections) {
            var price = prices.get(section.name());
            var ordinal = section.firstOrdinal();
            for (var row : section.rows()) {
                for (var seat : row.seats()) {
                    tickets.add(ticket(availability, ordinal++, section.name(), row.name(), seat.number(), price));
                }
            }
            while (ordinal < section.endOrdinal()) {
                tickets.add(ticket(availability, ordinal++, section.name(), null, null, price));
            }
        }
        return tickets;
    }

    private static EventView.Ticket ticket(
            SeatAvailability availability,
            int ordinal,
            String section,
            @Nullable String row,
            @Nullable String seat,
            @Nullable Money price) {
        var status = switch (availability.status(ordinal)) {
            case AVAILABLE -> EventView.TicketStatus.AVAILABLE;
            case HELD, NOT_FOR_SALE -> EventView.TicketStatus.RESERVED;
            case BOOKED -> EventView.TicketStatus.BOOKED;
        };
        return new EventView.Ticket(availability.eventId() + "." + ordinal, section, row, seat, price, status);
    }

    private static EventView.Tier tier(PriceTier tier) {
        return new EventView.Tier(
                tier.name(),
                tier.price(),
                tier.prices().stream()
                        .map(type -> new EventView.Type(
                                type.type(),
                                new Money(type.amount(), tier.currency()),
                                type.needs(),
                                type.maxPerBooking()))
                        .toList(),
                tier.sectionNames());
    }

    private EventView assemble(
            CachedEvent event, List<EventView.Section> sections, @Nullable List<EventView.Ticket> tickets, int unsold) {
        var details = event.details();
        return new EventView(
                event.id(),
                EventStatus.of(event.state(), details, unsold, clock.instant()),
                details.name(),
                details.description(),
                details.category(),
                details.genre(),
                details.venueId(),
                details.performerIds(),
                details.startsAt(),
                details.endsAt(),
                details.salesStartAt(),
                details.salesEndAt(),
                details.priceTiers().stream().map(EventViewService::tier).toList(),
                details.charges().fees(),
                details.charges().tax(),
                details.charges().refundPolicy(),
                details.priceTiers().isEmpty() ? event.priceRange() : null,
                details.maxTicketsPerBooking(),
                details.maxTicketsPerCustomer(),
                details.waitingRoom(),
                details.presentation().url(),
                details.presentation().images(),
                details.presentation().ageLimit(),
                details.startsAt() != null && details.presentation().timeTba(),
                details.startsAt() == null,
                details.orphanRule(),
                event.origin(),
                references.venue(details).orElse(null),
                references.performers(details),
                sections,
                tickets);
    }
}
