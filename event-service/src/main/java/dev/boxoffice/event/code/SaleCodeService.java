package dev.boxoffice.event.code;

import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.event.listing.CachedEvent;
import dev.boxoffice.event.listing.EventService;
import dev.boxoffice.event.organization.OrganizationAccess;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gives codes out, and takes them back.
@Service
class SaleCodeService {

    static final int MOST_CODES = 100_000;

    /// What became of it.
    sealed interface Outcome {
        record Made(List<SaleCode> codes) implements Outcome {}

        record Listed(List<SaleCode> codes, int total) implements Outcome {}

        record Deleted() implements Outcome {}

        record NoSuchCode() implements Outcome {}

        record NoSuchEvent() implements Outcome {}

        record NotTheOwner() implements Outcome {}
    }

    private final SaleCodeRepository codes;
    private final EventService events;
    private final CatalogueCacheStore cache;
    private final OrganizationAccessService rights;
    private final AuditRepository audit;

    SaleCodeService(
            SaleCodeRepository codes,
            EventService events,
            CatalogueCacheStore cache,
            OrganizationAccessService rights,
            AuditRepository audit) {
        this.rights = rights;
        this.codes = codes;
        this.events = events;
        this.cache = cache;
        this.audit = audit;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where it does not fit the event, or is
    /// there already
    @Transactional
    public Outcome make(UUID eventId, SaleCodeRequest request, Caller caller, Instant now) {
        return ofOwner(eventId, caller, event -> {
            var terms = request.toCode(event.details());
            var names = request.code() == null
                    ? SaleCodeGenerator.generate(request.count() == null ? 0 : request.count())
                    : List.of(request.code());
            var last = codes.reserveNumbers(eventId, names.size());
            if (codes.count(eventId) + names.size() > MOST_CODES) {
                throw FieldErrors.single("count", "must leave an event at most " + MOST_CODES + " codes");
            }
            var made = codes.add(eventId, last + 1, terms, names, now);
            if (made < names.size()) {
                throw FieldErrors.single("code", "exists already for this event");
            }
            record(
                    "CODES_MADE",
                    event,
                    Map.of("count", made, "kind", String.valueOf(request.kind()), "from", last + 1));
            cache.announceAfterCommit(eventId);
            return new Outcome.Made(names.stream().map(terms::named).toList());
        });
    }

    @Transactional(readOnly = true)
    public Outcome list(UUID eventId, PageQuery page, Caller caller) {
        return ofOwner(eventId, caller, _ -> new Outcome.Listed(codes.find(eventId, page), codes.count(eventId)));
    }

    /// Holds that have it keep it.
    @Transactional
    public Outcome delete(UUID eventId, String code, Caller caller, Instant now) {
        return ofOwner(eventId, caller, event -> {
            codes.reserveNumbers(eventId, 0);
            if (codes.delete(eventId, SaleCode.keyOf(code), now).isEmpty()) {
                return new Outcome.NoSuchCode();
            }
            record("CODE_DELETED", event, Map.of("code", code));
            cache.announceAfterCommit(eventId);
            return new Outcome.Deleted();
        });
    }

    /// With whose they are: a draft may be gone before somebody asks.
    private void record(String action, CachedEvent event, Map<String, ?> details) {
        audit.append(new AuditEntry(
                action, "event", event.id().toString(), event.id(), event.organizationId(), null, details));
    }

    private Outcome ofOwner(UUID eventId, Caller caller, Function<CachedEvent, Outcome> act) {
        var event = events.findVisible(caller, eventId);
        if (event.isEmpty()) {
            return new Outcome.NoSuchEvent();
        }
        return rights.access(event.get(), caller.subject(), OrganizationRight.SET_PRICES) == OrganizationAccess.ALLOWED
                ? act.apply(event.get())
                : new Outcome.NotTheOwner();
    }
}
