package dev.boxoffice.booking.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.boxoffice.booking.pricing.EventPricing;
import java.util.Optional;
import java.util.UUID;
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

    private final Semaphore readings = new Semaphore(MAX_READINGS);
    private final SaleCatalogueRepository repository;
    private final Cache<UUID, SeatLayout> layouts;
    private final LoadingCache<UUID, @Nullable EventSale> sales;
    private final Cache<PricingVersion, EventPricing> earlierPricing;

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
                .refreshAfterWrite(properties.refresh())
                .executor(work -> Thread.ofVirtual().name("catalogue-refresh").start(work))
                .build(this::load);
        this.earlierPricing = Caffeine.newBuilder()
                .maximumSize(properties.maxEvents())
                .expireAfterAccess(properties.forget())
                .build();
    }

    /// Empty for an unknown event and for one that has no seats to sell yet.
    public Optional<EventSale> find(UUID event) {
        return Optional.ofNullable(sales.get(event));
    }

    /// As it is now: for what should not go by how it was some seconds ago.
    public Optional<EventSale> findAnew(UUID event) {
        var sale = load(event);
        if (sale == null) {
            sales.invalidate(event);
        } else {
            sales.put(event, sale);
        }
        return Optional.ofNullable(sale);
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
    private @Nullable EventSale load(UUID event) {
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
