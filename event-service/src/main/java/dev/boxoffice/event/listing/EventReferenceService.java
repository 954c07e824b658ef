package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.EventValidator;
import dev.boxoffice.event.performer.CachedPerformer;
import dev.boxoffice.event.performer.PerformerService;
import dev.boxoffice.event.performer.PerformerView;
import dev.boxoffice.event.plan.SeatingPlan;
import dev.boxoffice.event.ticket.TicketStatusService;
import dev.boxoffice.event.venue.CachedVenue;
import dev.boxoffice.event.venue.SeatingPlanService;
import dev.boxoffice.event.venue.VenueService;
import dev.boxoffice.event.venue.VenueView;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What stands around an event: the venue and the performers it names, the prices it is sold by, and the
/// tickets sold for it.
@Service
public class EventReferenceService {

    private final VenueService venues;
    private final SeatingPlanService plans;
    private final PerformerService performers;
    private final TicketStatusService tickets;
    private final EventPricingRepository pricing;

    EventReferenceService(
            VenueService venues,
            SeatingPlanService plans,
            PerformerService performers,
            TicketStatusService tickets,
            EventPricingRepository pricing) {
        this.venues = venues;
        this.plans = plans;
        this.performers = performers;
        this.tickets = tickets;
        this.pricing = pricing;
    }

    boolean isSold(UUID eventId) {
        return tickets.isAnyTaken(eventId);
    }

    /// @param hasPlan whether the event has been published, and so keeps the plan of that day whatever its
    /// venue gets
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where the event names what does not
    /// exist
    void requireKnown(EventDetails event, boolean hasPlan) {
        var errors = FieldErrors.collect();
        errors.rejectIf(venues.find(event.venueId()).isEmpty(), "venueId", "names no venue");
        for (var i = 0; i < event.performerIds().size(); i++) {
            errors.rejectIf(
                    performers.find(event.performerIds().get(i)).isEmpty(),
                    "performerIds[" + i + "]",
                    "names no performer");
        }
        if (!hasPlan) {
            plans.find(event.venueId())
                    .map(SeatingPlan::sectionNames)
                    .ifPresent(sections -> EventValidator.sectionsExist(event.priceTiers(), sections, errors));
        }
        errors.throwIfAny();
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 403 where the venue is not open to that
    /// organization
    void requireVenueOf(EventDetails event, UUID organization) {
        if (!venues.maySell(event.venueId(), organization)) {
            throw Problem.of(ProblemTypes.FORBIDDEN, "The organization of this venue does not let yours sell there.")
                    .toException();
        }
    }

    /// From its publication on.
    void storePrices(UUID eventId, long version, EventDetails event, Instant now) {
        pricing.add(eventId, version, event.priceDocument(), now);
    }

    Optional<SeatingPlan> planForSale(EventDetails event) {
        return plans.findForSale(event.venueId());
    }

    public Optional<VenueView> venue(EventDetails event) {
        return venues.find(event.venueId()).map(CachedVenue::view);
    }

    /// By whose calendar and clocks it takes place.
    public ZoneId zoneOf(EventDetails event) {
        return venue(event).map(venue -> ZoneId.of(venue.timezone())).orElse(ZoneOffset.UTC);
    }

    public List<PerformerView> performers(EventDetails event) {
        return performers.findAll(event.performerIds()).stream()
                .map(CachedPerformer::view)
                .toList();
    }
}
