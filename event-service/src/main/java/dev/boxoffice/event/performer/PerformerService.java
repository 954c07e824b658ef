package dev.boxoffice.event.performer;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The performers of the catalogue.
@Service
public class PerformerService {

    private final PerformerRepository repository;
    private final CatalogueCacheStore cache;
    private final OrganizationAccessService organizations;
    private final AuditRepository audit;

    PerformerService(
            PerformerRepository repository,
            CatalogueCacheStore cache,
            OrganizationAccessService organizations,
            AuditRepository audit) {
        this.audit = audit;
        this.organizations = organizations;
        this.repository = repository;
        this.cache = cache;
    }

    @Transactional
    CachedPerformer create(
            String name, @Nullable String genre, @Nullable String organization, String caller, Instant now) {
        var view = new PerformerView(TimeOrderedId.next(), organizations.actingFor(organization, caller), name, genre);
        var introduced =
                repository.saveAndFlush(Performer.created(caller, view, now)).cached();
        record("PERFORMER_INTRODUCED", view, Map.of("name", name));
        return introduced;
    }

    public Optional<CachedPerformer> find(UUID id) {
        return cache.read(
                CatalogueCacheKind.PERFORMER,
                id,
                CachedPerformer.class,
                () -> repository.findById(id).map(Performer::cached));
    }

    /// Those of them that exist, in that order.
    public List<CachedPerformer> findAll(List<UUID> ids) {
        return cache.readAll(
                CatalogueCacheKind.PERFORMER,
                ids,
                CachedPerformer.class,
                id -> repository.findById(id).map(Performer::cached));
    }

    /// The importer's own performer that another system knows by that id: found and brought up to date, or
    /// introduced.
    @Transactional
    public UUID importPerformer(
            String owner, String source, String sourceId, String name, @Nullable String genre, Instant now) {
        var known = repository.findBySourceAndSourceIdAndOwner(source, sourceId, owner);
        if (known.isEmpty()) {
            var view = new PerformerView(TimeOrderedId.next(), organizations.ownOf(owner), name, genre);
            repository.saveAndFlush(Performer.imported(owner, source, sourceId, view, now));
            record("PERFORMER_IMPORTED", view, Map.of("name", name, "source", source));
            return view.id();
        }
        var performer = known.get();
        var before = performer.cached();
        var same = before.view().name().equals(name)
                && Objects.equals(before.view().genre(), genre);
        if (!same) {
            var after = store(performer, name, genre, now).view();
            record("PERFORMER_IMPORTED", after, Map.of("before", before.view(), "after", after));
        }
        return before.view().id();
    }

    private void record(String action, PerformerView performer, Map<String, ?> details) {
        audit.append(AuditEntry.ofOrganization(
                performer.organizationId(), action, "performer", performer.id().toString(), null, details));
    }

    CachedPerformer store(Performer performer, String name, @Nullable String genre, Instant now) {
        performer.update(name, genre, now);
        var after = repository.saveAndFlush(performer).cached();
        cache.dropAfterCommit(CatalogueCacheKind.PERFORMER, after.view().id(), after.version());
        return after;
    }
}
