package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.trace.RequestTrace;
import dev.boxoffice.gateway.waitingroom.change.RoomChanger;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomMode;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings.AutoAbove;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomChangeService;
import dev.boxoffice.platform.problem.FieldErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// The settings of a waiting room, which operators change while a sale runs.
@RestController
class WaitingRoomSettingsController {

    /// A change of settings; what is left out stays as it is.
    record SettingsRequest(
            @Nullable String mode,
            @Nullable Integer admitPerMinute,
            @Nullable Integer maxActive,
            @Nullable AutoAboveRequest autoAbove) {

        WaitingRoomSettings over(WaitingRoomSettings present) {
            if (mode == null && admitPerMinute == null && maxActive == null && autoAbove == null) {
                throw FieldErrors.single("mode", "or admitPerMinute, maxActive or autoAbove must be given");
            }
            return new WaitingRoomSettings(
                    mode == null ? present.mode() : mode(mode),
                    within(
                            "admitPerMinute",
                            admitPerMinute,
                            present.admitPerMinute(),
                            0,
                            WaitingRoomSettings.MOST_PER_MINUTE),
                    within("maxActive", maxActive, present.maxActive(), 1, WaitingRoomSettings.MOST_ACTIVE),
                    autoAbove == null ? present.autoAbove() : autoAbove.checked());
        }

        private static WaitingRoomMode mode(String name) {
            try {
                return WaitingRoomMode.valueOf(name);
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

    /// When mode AUTO keeps people of this event; both are needed.
    record AutoAboveRequest(
            @Nullable Integer reservesPerSecond, @Nullable Integer heldPercent) {

        AutoAbove checked() {
            return new AutoAbove(
                    given(
                            "autoAbove.reservesPerSecond",
                            reservesPerSecond,
                            WaitingRoomSettings.MOST_RESERVES_PER_SECOND),
                    given("autoAbove.heldPercent", heldPercent, 100));
        }

        private static int given(String field, @Nullable Integer value, int most) {
            if (value == null || value < 1 || value > most) {
                throw FieldErrors.single(field, "must be a number between 1 and " + most);
            }
            return value;
        }
    }

    private final WaitingRoomChangeService changes;

    WaitingRoomSettingsController(WaitingRoomChangeService changes) {
        this.changes = changes;
    }

    @PutMapping("/events/{eventId}/queue/settings")
    Mono<WaitingRoomSettings> change(
            @PathVariable String eventId,
            @RequestBody SettingsRequest change,
            Authentication caller,
            ServerWebExchange exchange) {
        return changes.set(EventIdPath.parse(eventId), change::over, RoomChanger.of(caller, RequestTrace.of(exchange)));
    }
}
