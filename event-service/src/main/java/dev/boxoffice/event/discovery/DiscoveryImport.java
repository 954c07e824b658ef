package dev.boxoffice.event.discovery;

import dev.boxoffice.event.discovery.read.DiscoveryEventConverter;
import dev.boxoffice.event.discovery.read.DiscoveryPageConverter;
import dev.boxoffice.event.discovery.read.ImportWarning;
import dev.boxoffice.event.discovery.read.UnreadableEventException;
import dev.boxoffice.event.listing.EventImportService;
import dev.boxoffice.event.listing.source.ListedEvent.SourceStatus;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One file while it is taken over.
final class DiscoveryImport {

    /// @param fetchedAt how old the file is
    record Importer(String owner, Instant fetchedAt, Instant now) {}

    private static final Logger log = LoggerFactory.getLogger(DiscoveryImport.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DiscoveryListingService listings;
    private final Importer importer;
    private final Set<String> seen = new HashSet<>();
    private final List<ImportReport.Skipped> skipped = new ArrayList<>();
    private final List<ImportReport.Taken> taken = new ArrayList<>();
    private final List<ImportReport.Warning> warnings = new ArrayList<>();
    private int moreWarnings;
    private int index;

    DiscoveryImport(DiscoveryListingService listings, Importer importer) {
        this.listings = listings;
        this.importer = importer;
    }

    ImportReport run(InputStream body) {
        new DiscoveryPageConverter(JSON, this::take).convert(body);
        return new ImportReport(
                count(ImportReport.Outcome.IMPORTED),
                count(ImportReport.Outcome.UPDATED),
                count(ImportReport.Outcome.CANCELLED),
                skipped,
                taken,
                warnings,
                moreWarnings);
    }

    private int count(ImportReport.Outcome outcome) {
        return Math.toIntExact(
                taken.stream().filter(event -> event.outcome() == outcome).count());
    }

    private void take(Optional<JsonNode> event) {
        try {
            var node = event.orElseThrow(() -> new UnreadableEventException("It is larger than an event can be."));
            var id = DiscoveryEventConverter.id(node);
            if (seen.contains(id)) {
                throw new UnreadableEventException("It is in this file twice; the first one was taken.");
            }
            if (DiscoveryEventConverter.status(node) == SourceStatus.CANCELLED) {
                tell(id, SourceStatus.CANCELLED, listings.cancel(node, id, importer));
            } else {
                var read = DiscoveryEventConverter.convert(node, importer.now());
                tell(id, read.dates().status(), listings.store(read, importer));
                read.warnings().forEach(warning -> warn(id, warning));
            }
            seen.add(id);
        } catch (UnreadableEventException unreadable) {
            var id = event.map(DiscoveryEventConverter::idOrNull).orElse(null);
            skipped.add(new ImportReport.Skipped(index, id, unreadable.reason()));
        }
        index++;
    }

    private void warn(String id, ImportWarning warning) {
        if (warnings.size() < ImportReport.MAX_WARNINGS) {
            warnings.add(new ImportReport.Warning(index, id, warning.field(), warning.text()));
        } else {
            moreWarnings++;
        }
    }

    private void tell(String sourceId, SourceStatus status, EventImportService.Outcome outcome)
            throws UnreadableEventException {
        switch (outcome) {
            case EventImportService.Outcome.Imported(var id) -> taken(sourceId, id, ImportReport.Outcome.IMPORTED);
            case EventImportService.Outcome.Updated(var id) -> taken(sourceId, id, ImportReport.Outcome.UPDATED);
            case EventImportService.Outcome.Cancelled(var id) -> taken(sourceId, id, ImportReport.Outcome.CANCELLED);
            case EventImportService.Outcome.OnSaleHere(var id) -> {
                onSaleHere(sourceId, id, status);
                throw new UnreadableEventException("It is on sale here, so it is edited here.");
            }
            case EventImportService.Outcome.CancelledHere(var _) ->
                throw new UnreadableEventException(
                        "It is cancelled, and that is final; a page that still has it may be older.");
            case EventImportService.Outcome.Older(var _) ->
                throw new UnreadableEventException("What is known of it here is newer.");
            case EventImportService.Outcome.CancelledUnknown() ->
                throw new UnreadableEventException("It is cancelled, and was not known here.");
        }
    }

    private void taken(String sourceId, UUID id, ImportReport.Outcome outcome) {
        taken.add(new ImportReport.Taken(index, sourceId, id, outcome));
    }

    /// What its buyers must hear of is for people to decide.
    private void onSaleHere(String sourceId, UUID id, SourceStatus status) {
        var advice = switch (status) {
            case CANCELLED -> "cancelled there: POST /events/" + id + "/cancellation cancels it here";
            case POSTPONED, RESCHEDULED -> "moved there: POST /events/" + id + "/rescheduling moves it here";
            case OFF_SALE -> "off sale there";
            case LISTED -> null;
        };
        if (advice != null) {
            warn(
                    sourceId,
                    new ImportWarning(
                            "dates.status", "It is on sale here, and was not touched. It is " + advice + "."));
            log.warn("event {} is on sale here, and {} says {}", id, DiscoveryListingService.SOURCE, status);
        }
    }
}
