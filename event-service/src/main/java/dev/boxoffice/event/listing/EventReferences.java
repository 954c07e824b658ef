package dev.boxoffice.event.listing;

import dev.boxoffice.event.performer.PerformerCard;
import dev.boxoffice.event.performer.PerformerView;
import dev.boxoffice.event.performer.Performers;
import dev.boxoffice.event.plan.SeatingPlan;
import dev.boxoffice.event.venue.SeatingPlans;
import dev.boxoffice.event.venue.VenueCard;
import dev.boxoffice.event.venue.VenueView;
import dev.boxoffice.event.venue.Venues;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The venue and the performers an event names.
@Component
class EventReferences {

    private final Venues venues;
    private final SeatingPlans plans;
    private final Performers performers;

    EventReferences(Venues venues, SeatingPlans plans, Performers performers) {
        this.venues = venues;
        this.plans = plans;
        this.performers = performers;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where the event names what does not exist
    void requireKnown(EventDetails event) {
        var errors = FieldErrors.collect();
        errors.rejectIf(venues.find(event.venueId()).isEmpty(), "venueId", "names no venue");
        for (var i = 0; i < event.performerIds().size(); i++) {
            errors.rejectIf(
                    performers.find(event.performerIds().get(i)).isEmpty(),
                    "performerIds[" + i + "]",
                    "names no performer");
        }
        if (!event.priceTiers().isEmpty()) {
            plans.find(event.venueId())
                    .map(SeatingPlan::sectionNames)
                    .ifPresent(sections -> EventRules.sectionsExist(event.priceTiers(), sections, errors));
        }
        errors.throwIfAny();
    }

    Optional<SeatingPlan> planForSale(EventDetails event) {
        return plans.findForSale(event.venueId());
    }

    Optional<VenueView> venue(EventDetails event) {
        return venues.find(event.venueId()).map(VenueCard::view);
    }

    List<PerformerView> performers(EventDetails event) {
        return performers.findAll(event.performerIds()).stream()
                .map(PerformerCard::view)
                .toList();
    }
}
