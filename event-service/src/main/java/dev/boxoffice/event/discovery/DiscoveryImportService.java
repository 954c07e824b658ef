package dev.boxoffice.event.discovery;

import dev.boxoffice.event.listing.EventImportService;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.source.EventOrigin;
import dev.boxoffice.event.listing.source.ListedEvent;
import dev.boxoffice.event.listing.source.ListedEvent.SourceStatus;
import dev.boxoffice.event.performer.PerformerService;
import dev.boxoffice.event.venue.VenueService;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes over a file of events: each in its own transaction, so that one that cannot be read costs only itself.
@Service
class DiscoveryImportService {

    static final String SOURCE = "ticketmaster-discovery";

    private static final Logger log = LoggerFactory.getLogger(DiscoveryImportService.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param fetchedAt how old the file is
    record Importer(String owner, Instant fetchedAt, Instant now) {}

    private final VenueService venues;
    private final PerformerService performers;
    private final EventImportService events;
    private final TransactionTemplate transaction;
    private final Semaphore free;
    private final Set<String> importing = ConcurrentHashMap.newKeySet();

    DiscoveryImportService(
            VenueService venues,
            PerformerService performers,
            EventImportService events,
            TransactionTemplate transaction,
            DiscoveryImportProperties properties) {
        this.venues = venues;
        this.performers = performers;
        this.events = events;
        this.transaction = transaction;
        this.free = new Semaphore(properties.concurrent());
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 429 while as many imports run as may
    ImportReport importAll(InputStream body, Importer importer) {
        if (!importing.add(importer.owner())) {
            throw tooMany("Another import of yours is running; send this one after it.");
        }
        try {
            if (!free.tryAcquire()) {
                throw tooMany("As many imports run as can at a time; send it again in a while.");
            }
            try {
                return new Import(importer).run(body);
            } finally {
                free.release();
            }
        } finally {
            importing.remove(importer.owner());
        }
    }

    private static ProblemException tooMany(String detail) {
        return Problem.of(ProblemTypes.RATE_LIMITED, detail).retryAfter(PAUSE).toException();
    }

    /// One file while it is taken over.
    private final class Import {
        private final Importer importer;
        private final Set<String> seen = new HashSet<>();
        private final List<ImportReport.Skipped> skipped = new ArrayList<>();
        private final List<ImportReport.Taken> taken = new ArrayList<>();
        private final List<ImportReport.Warning> warnings = new ArrayList<>();
        private int moreWarnings;
        private int index;

        Import(Importer importer) {
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
                if (!seen.add(id)) {
                    throw new UnreadableEventException("It is in this file twice; the first one was taken.");
                }
                if (DiscoveryEventConverter.status(node) == SourceStatus.CANCELLED) {
                    tell(id, SourceStatus.CANCELLED, cancel(node, id, importer));
                } else {
                    var read = DiscoveryEventConverter.convert(node, importer.now());
                    tell(id, read.dates().status(), store(read, importer));
                    read.warnings().forEach(warning -> warn(id, warning));
                }
            } catch (UnreadableEventException unreadable) {
                var id =
                        event.map(node -> ImportedText.oneLine(node.path("id"))).orElse(null);
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
                case EventImportService.Outcome.Imported(var id) ->
                    taken(sourceId, id, ImportReport.Outcome.IMPORTED);
                case EventImportService.Outcome.Updated(var id) -> taken(sourceId, id, ImportReport.Outcome.UPDATED);
                case EventImportService.Outcome.Cancelled(var id) ->
                    taken(sourceId, id, ImportReport.Outcome.CANCELLED);
                case EventImportService.Outcome.OnSaleHere(var id) -> {
                    onSaleHere(sourceId, id, status);
                    throw new UnreadableEventException("It is on sale here, so it is edited here.");
                }
                case EventImportService.Outcome.CancelledHere(var id) ->
                    throw new UnreadableEventException(
                            "It is cancelled, and that is final; a page that still has it may be older.");
                case EventImportService.Outcome.Older(var id) ->
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
                warn(sourceId, new ImportWarning("dates.status", "It is on sale here, and was not touched. It is " + advice + "."));
                log.warn("event {} is on sale here, and {} says {}", id, SOURCE, status);
            }
        }
    }

    private EventImportService.Outcome cancel(JsonNode node, String id, Importer importer) {
        var seen = new ListedEvent.Seen(importer.fetchedAt(), DiscoveryDateConverter.updatedAt(node), null);
        var owner = importer.owner();
        return inTransaction(() -> events.refusal(SOURCE, id, owner, SourceStatus.CANCELLED, null, seen)
                .orElseGet(() -> events.cancel(SOURCE, id, owner, seen, importer.now())));
    }

    private EventImportService.Outcome store(DiscoveryEvent event, Importer importer) {
        var dates = event.dates();
        var seen = new ListedEvent.Seen(importer.fetchedAt(), dates.updatedAt(), dates.movedFrom());
        return inTransaction(() -> events.refusal(
                        SOURCE, event.id(), importer.owner(), dates.status(), dates.dates().startsAt(), seen)
                .orElseGet(() -> store(event, seen, importer)));
    }

    private EventImportService.Outcome inTransaction(Supplier<EventImportService.Outcome> step) {
        return Objects.requireNonNull(transaction.execute(status -> step.get()));
    }

    private EventImportService.Outcome store(DiscoveryEvent event, ListedEvent.Seen seen, Importer importer) {
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
