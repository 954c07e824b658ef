package dev.boxoffice.search.source;

import dev.boxoffice.search.index.VersionedDocument;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads events out of Postgres as whole documents: an LSN orders the changes of one row, but a document is made of
/// many.
@Repository
public class CatalogueRepository {

    /// One statement for a batch. What is sold here and has lost its date is postponed, as event-service reads it.
    private static final String EVENTS = """
            select e.id, case when e.status = 'PUBLISHED' and e.starts_at is null then 'POSTPONED' else e.status end as status,
                   e.owner, e.name, e.category, e.genre, e.starts_at, e.ends_at,
                   e.sales_start_at, e.sales_end_at, e.price_min, e.price_max, e.price_currency, e.url, e.time_tba,
                   v.id as venue_id, v.name as venue_name, v.city, v.state_code, v.country_code, v.timezone,
                   v.latitude, v.longitude,
                   performers.ids as performer_ids, performers.names as performer_names,
                   tiers.min as tier_min, tiers.max as tier_max, tiers.currency as tier_currency,
                   coalesce(tickets.total, 0) as tickets, coalesce(tickets.available, 0) as available
            from unnest(:ids::uuid[]) as wanted (id)
            join catalog.event e on e.id = wanted.id
            join catalog.venue v on v.id = e.venue_id
            left join lateral (
                select array_agg(p.id::text order by ep.position) as ids, array_agg(p.name order by ep.position) as names
                from catalog.event_performer ep join catalog.performer p on p.id = ep.performer_id
                where ep.event_id = e.id) performers on true
            left join lateral (
                select min(coalesce(lowest, amount)) as min, max(coalesce(highest, amount)) as max, min(currency) as currency
                from catalog.price_tier where event_id = e.id) tiers on true
            left join inventory.event_count tickets on tickets.event_id = e.id and e.status = 'PUBLISHED'
            """;

    private static final UUID LEAST = new UUID(0, 0);
    private static final UUID GREATEST = new UUID(-1, -1);

    private final JdbcClient jdbc;
    private final TransactionTemplate inTransaction;
    private final EventDocumentFactory factory;
    private final Clock clock;

    CatalogueRepository(
            JdbcClient jdbc, PlatformTransactionManager transactions, EventDocumentFactory factory, Clock clock) {
        this.jdbc = jdbc;
        this.inTransaction = new TransactionTemplate(transactions);
        this.factory = factory;
        this.clock = clock;
    }

    /// Whole documents of these events as they are now, tombstones for those that are gone, and what could not be
    /// read.
    public DocumentBatch read(Collection<UUID> ids) {
        var wanted = Set.copyOf(ids);
        return inTransaction.execute(transaction -> {
            // Two statements on purpose: the second one's snapshot is taken while the version's row is locked.
            var version = nextVersion();
            return documents(wanted, version, clock.instant());
        });
    }

    /// A reading of one event that the database itself cannot read.
    public DocumentBatch unreadable(UUID event, String reason) {
        return new DocumentBatch(
                List.of(),
                List.of(new DocumentBatch.Unreadable(event, reason)),
                nextVersion().snapshot());
    }

    /// @param snapshot no younger than that of the statements that follow
    private record DocumentVersion(long number, TransactionSnapshot snapshot) {}

    /// Reads of the catalogue take turns here, so versions are handed out in the order in which their views of the
    /// catalogue are taken. They follow the clock, so none need wait for the disk: one lost in a crash is not given
    /// again.
    private DocumentVersion nextVersion() {
        return jdbc.sql("""
                        update search.document_version
                        set value = greatest(value + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint)
                        returning value, pg_current_snapshot()::text as snapshot,
                                  set_config('synchronous_commit', 'off', true)
                        """)
                .query((row, number) ->
                        new DocumentVersion(row.getLong("value"), TransactionSnapshot.parse(row.getString("snapshot"))))
                .single();
    }

    private DocumentBatch documents(Set<UUID> wanted, DocumentVersion version, Instant now) {
        var documents = new ArrayList<VersionedDocument>(wanted.size());
        var unreadable = new ArrayList<DocumentBatch.Unreadable>();
        var missing = new HashSet<>(wanted);
        var rows = jdbc.sql(EVENTS)
                .param("ids", wanted.toArray(UUID[]::new))
                .query(EventRow::read)
                .list();
        for (var row : rows) {
            missing.remove(row.id());
            try {
                documents.add(new VersionedDocument(factory.document(row, now), version.number()));
            } catch (RuntimeException unusable) {
                // Whatever is wrong with one row must not keep the others from being found.
                unreadable.add(new DocumentBatch.Unreadable(row.id(), String.valueOf(unusable.getMessage())));
            }
        }
        missing.forEach(id -> documents.add(new VersionedDocument(factory.tombstone(id, now), version.number())));
        return new DocumentBatch(documents, unreadable, version.snapshot());
    }

    /// The events that show one of these venues or performers.
    public Set<UUID> eventsShowing(Collection<UUID> venues, Collection<UUID> performers) {
        if (venues.isEmpty() && performers.isEmpty()) {
            return Set.of();
        }
        return new LinkedHashSet<>(jdbc.sql("""
                        select id from catalog.event where venue_id = any(:venues)
                        union
                        select event_id from catalog.event_performer where performer_id = any(:performers)
                        """)
                .param("venues", venues.toArray(UUID[]::new))
                .param("performers", performers.toArray(UUID[]::new))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list());
    }

    /// The next ids in id order, for going through all events without holding a cursor open.
    ///
    /// @param until the last one wanted; null for all there are
    public List<UUID> idsAfter(@Nullable UUID last, @Nullable UUID until, int most) {
        return jdbc.sql("select id from catalog.event where id > :last and id <= :until order by id limit :most")
                .param("last", last == null ? LEAST : last)
                .param("until", until == null ? GREATEST : until)
                .param("most", most)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    public long count() {
        return jdbc.sql("select count(*) from catalog.event").query(Long.class).single();
    }

    /// Whether event-service has made its tables and told Postgres to publish their changes.
    public boolean isPublished(String publication) {
        return jdbc.sql("select exists (select from pg_publication where pubname = :name)")
                .param("name", publication)
                .query(Boolean.class)
                .single();
    }
}
