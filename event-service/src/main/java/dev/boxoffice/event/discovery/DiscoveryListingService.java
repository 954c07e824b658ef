package dev.boxoffice.event.discovery;

import dev.boxoffice.event.discovery.read.DiscoveryEvent;
import dev.boxoffice.event.discovery.read.DiscoveryEventConverter;
import dev.boxoffice.event.listing.EventImportService;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.source.EventOrigin;
import dev.boxoffice.event.listing.source.ListedEvent;
import dev.boxoffice.event.listing.source.ListedEvent.SourceStatus;
import dev.boxoffice.event.performer.PerformerService;
import dev.boxoffice.event.venue.VenueService;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Takes over one event with its venue and performers, in a transaction of its own: one that fails costs
/// only itself.
@Service
class DiscoveryListingService {

    static final String SOURCE = "ticketmaster-discovery";

    private final VenueService venues;
    private final PerformerService performers;
    private final EventImportService events;
    private final TransactionTemplate transaction;

    DiscoveryListingService(
            VenueService venues,
            PerformerService performers,
            EventImportService events,
            TransactionTemplate transaction) {
        this.venues = venues;
        this.performers = performers;
        this.events = events;
        this.transaction = transaction;
    }

    /// Calls off what its source has called off.
    EventImportService.Outcome cancel(JsonNode node, String id, DiscoveryImport.Importer importer) {
        var seen = new ListedEvent.Seen(importer.fetchedAt(), DiscoveryEventConverter.updatedAt(node), null);
        var owner = importer.owner();
        return inTransaction(() -> events.refusal(SOURCE, id, owner, SourceStatus.CANCELLED, null, seen)
                .orElseGet(() -> events.cancel(SOURCE, id, owner, seen, importer.now())));
    }

    EventImportService.Outcome store(DiscoveryEvent event, DiscoveryImport.Importer importer) {
        var dates = event.dates();
        var seen = new ListedEvent.Seen(importer.fetchedAt(), dates.updatedAt(), dates.movedFrom());
        return inTransaction(() -> events.refusal(
                        SOURCE,
                        event.id(),
                        importer.owner(),
                        dates.status(),
                        dates.dates().startsAt(),
                        seen)
                .orElseGet(() -> store(event, seen, importer)));
    }

    private EventImportService.Outcome inTransaction(Supplier<EventImportService.Outcome> step) {
        return Objects.requireNonNull(transaction.execute(status -> step.get()));
    }

    private EventImportService.Outcome store(
            DiscoveryEvent event, ListedEvent.Seen seen, DiscoveryImport.Importer importer) {
        var owner = importer.owner();
        var now = importer.now();
        var venue = venues.importVenue(
                owner, SOURCE, event.venue().id(), event.venue().view(), now);
        List<UUID> onStage = event.attractions().stream()
                .map(attraction -> performers.importPerformer(
                        owner, SOURCE, attraction.id(), attraction.name(), attraction.genre(), now))
                .toList();
        var dates = event.dates();
        var details = EventDetails.announced(
                event.name(),
                event.description(),
                event.category(),
                event.genre(),
                venue,
                onStage,
                dates.dates(),
                event.ticketLimit(),
                event.presentation());
        var listed = new ListedEvent(
                new EventOrigin(SOURCE, event.id(), event.presentation().url()),
                dates.status(),
                details,
                event.priceRange(),
                seen);
        return events.importEvent(listed, owner, now);
    }
}
