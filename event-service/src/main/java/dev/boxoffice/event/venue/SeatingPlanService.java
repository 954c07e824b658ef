package dev.boxoffice.event.venue;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.event.plan.SeatingPlan;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The seating plans of venues: replaced as a whole, whatever is sold meanwhile, since a published event
/// keeps its own.
@Service
public class SeatingPlanService {

    /// What became of an organiser's new plan.
    sealed interface Outcome {
        record Stored(long version) implements Outcome {}

        record NoSuchVenue() implements Outcome {}

        record NotTheOwner() implements Outcome {}
    }

    private final SeatingPlanRepository repository;
    private final CatalogueCacheStore cache;
    private final OrganizationAccessService organizations;
    private final AuditRepository audit;

    SeatingPlanService(
            SeatingPlanRepository repository,
            CatalogueCacheStore cache,
            OrganizationAccessService organizations,
            AuditRepository audit) {
        this.audit = audit;
        this.organizations = organizations;
        this.repository = repository;
        this.cache = cache;
    }

    /// @param ifMatch the version the organiser read, where they say so: a first plan replaces nothing
    @Transactional
    Outcome replace(UUID venueId, SeatingPlan plan, String caller, @Nullable String ifMatch, Instant now) {
        var found = repository.lockVenue(venueId);
        if (found.isEmpty()) {
            return new Outcome.NoSuchVenue();
        }
        var venue = found.get();
        if (!organizations.may(venue.organizationId(), caller, OrganizationRight.EDIT_EVENTS)) {
            return new Outcome.NotTheOwner();
        }
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, venue.version());
        }
        repository.replace(venueId, plan, now);
        audit.append(AuditEntry.ofOrganization(
                venue.organizationId(),
                "SEATING_PLAN_REPLACED",
                "venue",
                venueId.toString(),
                null,
                Map.of("before", venue.version(), "after", venue.version() + 1)));
        cache.dropAfterCommit(CatalogueCacheKind.VENUE, venueId, venue.version() + 1);
        return new Outcome.Stored(venue.version() + 1);
    }

    public Optional<SeatingPlan> find(UUID venueId) {
        return repository.find(venueId);
    }

    /// The plan an event is about to sell from; it cannot be replaced before the running transaction ends.
    public Optional<SeatingPlan> findForSale(UUID venueId) {
        return repository.findForSale(venueId);
    }
}
