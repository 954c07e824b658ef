package dev.boxoffice.event.venue;

import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Lets other organizations sell at a venue.
@Service
class VenueOrganizerService {

    /// What became of it.
    enum Outcome {
        DONE,
        NO_SUCH_VENUE,
        NO_SUCH_ORGANIZATION,
        NOT_A_SELLER,
        NOT_THE_OWNER
    }

    private final VenueOrganizerRepository organizers;
    private final VenueService venues;
    private final OrganizationAccessService organizations;
    private final AuditRepository audit;

    VenueOrganizerService(
            VenueOrganizerRepository organizers,
            VenueService venues,
            OrganizationAccessService organizations,
            AuditRepository audit) {
        this.audit = audit;
        this.organizers = organizers;
        this.venues = venues;
        this.organizations = organizations;
    }

    @Transactional
    public Outcome admit(UUID venue, UUID organization, String caller, Instant now) {
        var refusal = refusal(venue, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!organizations.exists(organization)) {
            return Outcome.NO_SUCH_ORGANIZATION;
        }
        organizers.insert(venue, organization, now);
        record("SELLER_ADMITTED", venue, organization);
        return Outcome.DONE;
    }

    /// What they have on sale there stays on sale.
    @Transactional
    public Outcome dismiss(UUID venue, UUID organization, String caller) {
        return refusal(venue, caller).orElseGet(() -> {
            if (!organizers.delete(venue, organization)) {
                return Outcome.NOT_A_SELLER;
            }
            record("SELLER_DISMISSED", venue, organization);
            return Outcome.DONE;
        });
    }

    private void record(String action, UUID venue, UUID seller) {
        var owner = venues.find(venue).orElseThrow().view().organizationId();
        audit.append(AuditEntry.ofOrganization(
                Objects.requireNonNull(owner),
                action,
                "venue",
                venue.toString(),
                null,
                Map.of("organization", seller)));
    }

    private Optional<Outcome> refusal(UUID venue, String caller) {
        var organization = venues.find(venue).map(found -> found.view().organizationId());
        if (organization.isEmpty()) {
            return Optional.of(Outcome.NO_SUCH_VENUE);
        }
        return organizations.may(organization.get(), caller, OrganizationRight.EDIT_EVENTS)
                ? Optional.empty()
                : Optional.of(Outcome.NOT_THE_OWNER);
    }
}
