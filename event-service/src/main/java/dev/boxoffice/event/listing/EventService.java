package dev.boxoffice.event.listing;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.organization.EventOwner;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Drafting and finding of events.
@Service
public class EventService {

    private final EventRepository repository;
    private final CatalogueCacheStore cache;
    private final EventReferenceService references;
    private final OrganizationAccessService rights;
    private final EventMessagePublisher messages;

    EventService(
            EventRepository repository,
            CatalogueCacheStore cache,
            EventReferenceService references,
            OrganizationAccessService rights,
            EventMessagePublisher messages) {
        this.messages = messages;
        this.repository = repository;
        this.cache = cache;
        this.references = references;
        this.rights = rights;
    }

    /// @param organization whose it will be; null for the caller's own
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where it names what does not exist,
    /// 403 where the organization or the venue is not theirs to act for
    @Transactional
    public CachedEvent draft(EventDetails details, @Nullable String organization, String caller, Instant now) {
        references.requireKnown(details, false);
        var owner = new EventOwner(caller, rights.actingFor(organization, caller));
        references.requireVenueOf(details, owner.organization());
        var draft = repository
                .saveAndFlush(Event.drafted(TimeOrderedId.next(), owner, details, now))
                .cached();
        messages.drafted(draft);
        return draft;
    }

    /// Drafts too.
    public Optional<CachedEvent> find(UUID id) {
        return cache.read(
                CatalogueCacheKind.EVENT,
                id,
                CachedEvent.class,
                () -> repository.findWithCollectionsById(id).map(Event::cached));
    }

    /// As [#find], but a draft exists for its organization only.
    public Optional<CachedEvent> findVisible(@Nullable Caller caller, UUID id) {
        return find(id).filter(event -> event.isPublic()
                || (caller != null
                        && rights.roleIn(event.organizationId(), caller.subject())
                                .isPresent()));
    }

    /// What somebody may do with it; empty where there is no such event.
    public Optional<Set<OrganizationRight>> rightsOf(UUID id, String subject) {
        return find(id).map(event -> rights.roleIn(event.organizationId(), subject)
                .map(OrganizationRole::rights)
                .orElse(Set.of()));
    }

    /// @param sourceId of whose listing the event was made, or null
    @Transactional(readOnly = true)
    public Page<CachedEvent> ofMember(String subject, @Nullable String sourceId, PageQuery page) {
        var newestFirst = Sort.by(Sort.Order.desc("createdAt"), Sort.Order.desc("id"));
        var wanted = PageRequest.of(page.page(), page.size(), newestFirst);
        var organizations = rights.organizationsOf(subject);
        var found = sourceId == null
                ? repository.findByOrganizationIdIn(organizations, wanted)
                : repository.findByOrganizationIdInAndSourceId(organizations, sourceId, wanted);
        return found.map(Event::cached);
    }
}
