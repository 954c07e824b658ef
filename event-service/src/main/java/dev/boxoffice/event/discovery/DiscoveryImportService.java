package dev.boxoffice.event.discovery;

import dev.boxoffice.event.listing.EventImportService;
import dev.boxoffice.event.listing.details.EventDetails;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes over a file of events: each in its own transaction, so that one that cannot be read costs only itself.
@Service
class DiscoveryImportService {

    static final String SOURCE = "ticketmaster-discovery";

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param index from 0, in the file
    record Skipped(int index, @Nullable String id, String reason) {}

    record Report(int imported, int updated, List<Skipped> skipped) {}

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
    Report importAll(InputStream body, String owner, Instant now) {
        if (!importing.add(owner)) {
            throw tooMany("Another import of yours is running; send this one after it.");
        }
        try {
            if (!free.tryAcquire()) {
                throw tooMany("As many imports run as can at a time; send it again in a while.");
            }
            try {
                return new Import(owner, now).run(body);
            } finally {
                free.release();
            }
        } finally {
            importing.remove(owner);
        }
    }

    private static ProblemException tooMany(String detail) {
        return Problem.of(ProblemTypes.RATE_LIMITED, detail).retryAfter(PAUSE).toException();
    }

    /// One file while it is taken over.
    private final class Import {
        private final String owner;
        private final Instant now;
        private final Set<String> seen = new HashSet<>();
        private final List<Skipped> skipped = new ArrayList<>();
        private int index;
        private int imported;
        private int updated;

        Import(String owner, Instant now) {
            this.owner = owner;
            this.now = now;
        }

        Report run(InputStream body) {
            new DiscoveryPageConverter(JSON, this::take).convert(body);
            return new Report(imported, updated, skipped);
        }

        private void take(Optional<JsonNode> event) {
            try {
                var node = event.orElseThrow(() -> new UnreadableEventException("It is larger than an event can be."));
                if (importOne(node, seen, owner, now) == EventImportService.Outcome.IMPORTED) {
                    imported++;
                } else {
                    updated++;
                }
            } catch (UnreadableEventException unreadable) {
                var id =
                        event.map(node -> ImportedText.oneLine(node.path("id"))).orElse(null);
                skipped.add(new Skipped(index, id, unreadable.reason()));
            }
            index++;
        }
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
