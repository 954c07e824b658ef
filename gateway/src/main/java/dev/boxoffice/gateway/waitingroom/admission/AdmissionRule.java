package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.route.proxy.ForwardingRule;
import dev.boxoffice.gateway.waitingroom.room.ReserveRateService;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomService;
import dev.boxoffice.platform.input.UnreadableJson;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.token.AdmissionTokenSigner;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Keeps those who were not admitted away from booking-service while an event's waiting room is on.
///
/// What a reserve says is decided by booking-service, which checks the admission again, and whether it has been used.
/// But only here is known since when the room has been open, so nothing goes past that could not be read.
@Component
class AdmissionRule implements ForwardingRule {

    /// What booking-service reads as JSON.
    private static final List<MediaType> JSON =
            List.of(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));

    private final WaitingRoomService rooms;
    private final ReserveRateService rates;
    private final AdmissionTokenSigner admissions;
    private final ReservedEventReader events;

    AdmissionRule(
            WaitingRoomService rooms,
            ReserveRateService rates,
            AdmissionTokenSigner admissions,
            ReservedEventReader events) {
        this.rooms = rooms;
        this.rates = rates;
        this.admissions = admissions;
        this.events = events;
    }

    @Override
    public void check(ServerHttpRequest request, @Nullable String caller, byte[] body) {
        if (body.length == 0
                || !request.getMethod().equals(HttpMethod.POST)
                || !request.getPath().value().equals("/booking/reserve")) {
            return;
        }
        Optional<UUID> event = event(request, body);
        event.ifPresent(rates::count);
        String token = request.getHeaders().getFirst("X-Admission-Token");
        if (event.isPresent() && isRefused(event.get(), token, caller == null ? "" : caller)) {
            throw Problem.of(
                            ProblemTypes.ADMISSION_REQUIRED,
                            "Join this event's waiting room, and reserve with the admission you get there.")
                    .toException();
        }
    }

    private boolean isRefused(UUID event, @Nullable String token, String user) {
        WaitingRoom room = rooms.known(event);
        return room != null
                && room.guardsReserve()
                && (token == null
                        || admissions
                                .verify(token, user, event)
                                .filter(id -> number(id) >= room.order().base())
                                .isEmpty());
    }

    /// L2: the number of the place it admits, which is from before the room was opened, or below zero, where it was
    /// given while nobody waited.
    private static long number(String admission) {
        return Long.parseLong(admission.substring(admission.indexOf('.') + 1));
    }

    private Optional<UUID> event(ServerHttpRequest request, byte[] body) {
        MediaType type = contentType(request);
        if (type == null || JSON.stream().noneMatch(json -> json.includes(type))) {
            throw Problem.ofStatus(415).toException();
        }
        try {
            return events.read(body, type.getCharset());
        } catch (JacksonException unreadable) {
            throw UnreadableJson.problem(unreadable).toException();
        }
    }

    private static @Nullable MediaType contentType(ServerHttpRequest request) {
        try {
            return request.getHeaders().getContentType();
        } catch (InvalidMediaTypeException _) {
            return null;
        }
    }
}
