package dev.boxoffice.gateway.queue;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// What operators see and change while a sale runs.
@RestController
class OperatorController {

    private static final int MOST_LISTED = 10_000;

    /// One waiting room. `lapseRate` is the share of admissions that ran out unused; `admitPerMinute` is what may be
    /// called, `servedPerMinute` what was called lately.
    record QueueStatus(
            UUID eventId,
            Mode mode,
            String state,
            long waiting,
            long admitted,
            long admittedTotal,
            long lapsedTotal,
            double lapseRate,
            int admitPerMinute,
            double servedPerMinute,
            int maxActive,
            @Nullable Long estimatedWaitSeconds,
            @Nullable Long seatsLeft) {

        static QueueStatus of(Room room) {
            QueueState state = room.state();
            Settings settings = room.settings();
            long admitted = state.number("admitted");
            long lapsed = state.number("lapsed");
            long waiting = room.line().waiting();
            return new QueueStatus(
                    room.event(),
                    settings.mode(),
                    room.stateName(),
                    waiting,
                    state.number("active"),
                    admitted,
                    lapsed,
                    admitted == 0 ? 0 : (double) lapsed / admitted,
                    settings.admitPerMinute(),
                    room.servedPerMinute(),
                    settings.maxActive(),
                    room.estimatedWaitSeconds(waiting),
                    state.seatsLeft());
        }
    }

    /// A change of settings; what is left out stays as it is.
    record SettingsChange(
            @Nullable String mode,
            @Nullable Integer admitPerMinute,
            @Nullable Integer maxActive) {

        Settings over(Settings present) {
            if (mode == null && admitPerMinute == null && maxActive == null) {
                throw FieldErrors.single("mode", "or admitPerMinute or maxActive must be given");
            }
            return new Settings(
                    mode == null ? present.mode() : mode(mode),
                    within("admitPerMinute", admitPerMinute, present.admitPerMinute(), 0, Settings.MOST_PER_MINUTE),
                    within("maxActive", maxActive, present.maxActive(), 1, Settings.MOST_ACTIVE));
        }

        private static Mode mode(String name) {
            try {
                return Mode.valueOf(name);
            } catch (IllegalArgumentException _) {
                throw FieldErrors.single("mode", "must be one of OFF, ON and AUTO");
            }
        }

        private static int within(String field, @Nullable Integer value, int present, int least, int most) {
            if (value == null) {
                return present;
            }
            if (value < least || value > most) {
                throw FieldErrors.single(field, "must be a number between " + least + " and " + most);
            }
            return value;
        }
    }

    /// The users who may join; empty lets everybody.
    record AllowList(@Nullable List<String> subjects) {}

    private final Rooms rooms;
    private final EventCatalogue events;
    private final QueueStore store;

    OperatorController(Rooms rooms, EventCatalogue events, QueueStore store) {
        this.rooms = rooms;
        this.events = events;
        this.store = store;
    }

    @GetMapping("/queues")
    Map<String, List<QueueStatus>> queues() {
        return Map.of(
                "queues",
                rooms.all().stream()
                        .map(QueueStatus::of)
                        .sorted(Comparator.comparingLong(QueueStatus::waiting).reversed())
                        .toList());
    }

    @PutMapping("/events/{eventId}/queue/settings")
    Mono<Settings> change(@PathVariable String eventId, @RequestBody SettingsChange change) {
        UUID id = QueueController.event(eventId);
        return events.find(id)
                .flatMap(event -> rooms.open(event).flatMap(room -> {
                    Settings changed = change.over(room.settings());
                    return store.override(id, changed)
                            .then(rooms.moveNow(event, changed))
                            .thenReturn(changed);
                }));
    }

    @PutMapping("/events/{eventId}/queue/allow-list")
    Mono<Map<String, Integer>> allow(@PathVariable String eventId, @RequestBody AllowList list) {
        UUID id = QueueController.event(eventId);
        List<String> subjects = list.subjects() == null ? List.of() : list.subjects();
        if (subjects.size() > MOST_LISTED) {
            return Mono.error(FieldErrors.single("subjects", "must be at most " + MOST_LISTED + " users"));
        }
        return events.find(id)
                .flatMap(rooms::open)
                .then(store.allow(id, subjects.stream().map(UserHash::of).toList()))
                .thenReturn(Map.of("allowed", subjects.size()));
    }
}
