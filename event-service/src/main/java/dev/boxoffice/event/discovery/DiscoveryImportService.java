package dev.boxoffice.event.discovery;

import dev.boxoffice.event.listing.EventImportService;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.performer.PerformerService;
import dev.boxoffice.event.venue.VenueService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Takes over a file of events: each in its own transaction, so that one that cannot be read costs only itself.
@Service
class DiscoveryImportService {

    static final String SOURCE = "ticketmaster-discovery";

    /// @param index from 0, in the file
    record Skipped(int index, @Nullable String id, String reason) {}

    record Report(int imported, int updated, List<Skipped> skipped) {}

    private final VenueService venues;
    private final PerformerService performers;
    private final EventImportService events;
    private final TransactionTemplate transaction;

    DiscoveryImportService(
            VenueService venues,
            PerformerService performers,
            EventImportService events,
            TransactionTemplate transaction) {
        this.venues = venues;
        this.performers = performers;
        this.events = events;
        this.transaction = transaction;
    }

    Report importAll(List<JsonNode> events, String owner, Instant now) {
        var imported = 0;
        var updated = 0;
        var skipped = new ArrayList<Skipped>();
        var seen = new HashSet<String>();
        for (var index = 0; index < events.size(); index++) {
            var event = events.get(index);
            try {
                if (importOne(event, seen, owner, now) == EventImportService.Outcome.IMPORTED) {
                    imported++;
                } else {
                    updated++;
                }
            } catch (UnreadableEventException unreadable) {
                skipped.add(new Skipped(index, ImportedText.oneLine(event.path("id")), unreadable.reason()));
            }
        }
        return new Report(imported, updated, skipped);
    }

    private EventImportService.Outcome importOne(JsonNode node, Set<String> seen, String owner, Instant now)
            throws UnreadableEventException {
        var event = DiscoveryEventConverter.convert(node);
        if (!seen.add(event.id())) {
            throw new UnreadableEventException("It is in this file twice; the first one was taken.");
        }
        var outcome = transaction.execute(status -> store(event, owner, now));
        return switch (outcome) {
            case IMPORTED, UPDATED -> outcome;
            case ON_SALE_HERE -> throw new UnreadableEventException("It is on sale here, so it is edited here.");
            case CANCELLED_HERE -> throw new UnreadableEventException("It was cancelled here, and that is final.");
        };
    }

    private EventImportService.Outcome store(DiscoveryEvent event, String owner, Instant now) {
        var venue = venues.importVenue(
                owner, SOURCE, event.venue().id(), event.venue().view(), now);
        List<UUID> onStage = event.attractions().stream()
                .map(attraction -> performers.importPerformer(
                        owner, SOURCE, attraction.id(), attraction.name(), attraction.genre(), now))
                .toList();
        var details = EventDetails.announced(
                event.name(), event.description(), event.category(), event.genre(), venue, onStage, event.dates());
        return events.importEvent(
                new EventImportService.Origin(SOURCE, event.id()), owner, details, event.priceRange(), now);
    }
}
