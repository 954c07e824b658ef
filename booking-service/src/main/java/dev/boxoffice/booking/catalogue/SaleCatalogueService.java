package dev.boxoffice.booking.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.boxoffice.booking.catalogue.SaleCatalogueRepository.StoredSale;
import dev.boxoffice.booking.catalogue.layout.SeatLayout;
import dev.boxoffice.booking.pricing.EventPricing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/// The events on sale, in memory, so that reserving asks Postgres nothing.
@Service
public class SaleCatalogueService {

    private static final Logger log = LoggerFactory.getLogger(SaleCatalogueService.class);
    private static final int MAX_READINGS = 2;
    private static final int REFRESHED_TOGETHER = 1_000;

    private final Semaphore readings = new Semaphore(MAX_READINGS);
    private final SaleCatalogueRepository repository;
    private final Cache<UUID, SeatLayout> layouts;
    private final LoadingCache<UUID, @Nullable StoredSale> sales;
    private final Cache<PricingVersion, EventPricing> earlierPricing;
    /// Since they were last compared with what is stored.
    private final Set<UUID> asked = ConcurrentHashMap.newKeySet();

    private record PricingVersion(UUID event, long version) {}

    SaleCatalogueService(SaleCatalogueRepository repository, CatalogueProperties properties) {
        this.repository = repository;
        this.layouts = Caffeine.newBuilder()
                .maximumWeight(properties.maxPlaces())
                .weigher((UUID _, SeatLayout layout) -> layout.total())
                .expireAfterAccess(properties.forget())
                .build();
        this.sales = Caffeine.newBuilder()
                .maximumSize(properties.maxEvents())
                .expireAfterAccess(properties.forget())
                .build(this::load);
        this.earlierPricing = Caffeine.newBuilder()
                .maximumSize(properties.maxEvents())
                .expireAfterAccess(properties.forget())
                .build();
    }

    /// Empty for an unknown event and for one that has no seats to sell yet.
    public Optional<EventSale> find(UUID event) {
        var stored = sales.get(event);
        if (stored == null) {
            return Optional.empty();
        }
        asked.add(event);
        return Optional.of(stored.sale());
    }

    /// As it is now: for what should not go by how it was some seconds ago.
    public Optional<EventSale> findAnew(UUID event) {
        var stored = load(event);
        if (stored == null) {
            sales.invalidate(event);
            return Optional.empty();
        }
        sales.put(event, stored);
        return Optional.of(stored.sale());
    }

    /// Reads those anew that were asked for since the last time and have changed unseen, as when Redis lost the word
    /// of it. One statement looks after many, so that asking for another event each time costs Postgres no more.
    void refreshChanged() {
        for (var each = asked.iterator(); each.hasNext(); ) {
            var some = new HashMap<UUID, String>();
            while (each.hasNext() && some.size() < REFRESHED_TOGETHER) {
                var event = each.next();
                each.remove();
                var stored = sales.getIfPresent(event);
                if (stored != null) {
                    some.put(event, stored.revision());
                }
            }
            refreshChanged(some);
        }
    }

    private void refreshChanged(Map<UUID, String> known) {
        try {
            var stored = repository.revisionsOf(known.keySet());
            known.forEach((event, revision) -> {
                if (!revision.equals(stored.get(event))) {
                    refresh(event);
                }
            });
        } catch (DataAccessException unavailable) { // for all of them: they are compared in the next round
            asked.addAll(known.keySet());
            throw unavailable;
        }
    }

    private void refresh(UUID event) {
        try {
            findAnew(event);
        } catch (DataAccessException unavailable) {
            throw unavailable;
        } catch (RuntimeException unreadable) { // this one only
            log.warn("Event {} is sold as it was: it could not be read anew", event, unreadable);
        }
    }

    /// What a hold or booking was sold by, also when the event has been edited since.
    public EventPricing pricing(EventSale sale, long version) {
        if (sale.pricing().version() == version) {
            return sale.pricing();
        }
        return earlierPricing.get(
                new PricingVersion(sale.id(), version),
                wanted -> repository.pricing(wanted.event(), version).orElseThrow());
    }

    /// Null is not remembered: what is unknown now may be published in a moment.
    private @Nullable StoredSale load(UUID event) {
        var layout = layouts.getIfPresent(event);
        if (layout == null) {
            layout = repository.layout(event).orElse(null);
            if (layout == null) {
                return null;
            }
            layouts.put(event, layout); // frozen at publication: never read again
        }
        return repository.find(event, layout).orElse(null);
    }

    /// Forgets what is known of it at once. While many change, as in an import, they are read when they are asked for.
    void readAnew(UUID event) {
        sales.invalidate(event);
        if (readings.tryAcquire()) {
            Thread.ofVirtual().name("catalogue-change").start(() -> {
                try {
                    find(event);
                } catch (DataAccessException unavailable) {
                    log.debug("Event {} is read when it is asked for", event, unavailable);
                } finally {
                    readings.release();
                }
            });
        }
    }
}
