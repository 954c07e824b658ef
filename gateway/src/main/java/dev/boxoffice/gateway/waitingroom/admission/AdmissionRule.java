package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.route.proxy.ForwardingRule;
import dev.boxoffice.gateway.waitingroom.room.ReserveRateService;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomService;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.token.AdmissionTokenSigner;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps those who were not admitted away from booking-service while an event's waiting room is on.
///
/// A reserve's body is small, so it is looked at here for the event it is about. What it says is decided by
/// booking-service, which checks the admission again, and whether it has been used.
@Component
class AdmissionRule implements ForwardingRule {

    private static final int LARGEST_BODY = 16 * 1024;
    private static final int ID_LENGTH = 36;

    private final WaitingRoomService rooms;
    private final ReserveRateService rates;
    private final AdmissionTokenSigner admissions;
    private final JsonMapper json;

    AdmissionRule(
            WaitingRoomService rooms, ReserveRateService rates, AdmissionTokenSigner admissions, JsonMapper json) {
        this.json = json;
        this.rooms = rooms;
        this.rates = rates;
        this.admissions = admissions;
    }

    @Override
    public void check(ServerHttpRequest request, @Nullable String caller, byte[] body) {
        if (body.length == 0
                || body.length > LARGEST_BODY
                || !request.getMethod().equals(HttpMethod.POST)
                || !request.getPath().value().equals("/booking/reserve")) {
            return;
        }
        Optional<UUID> event = event(body);
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

    /// The event of the first ticket, or the one named; all tickets of a reserve are of one event.
    private Optional<UUID> event(byte[] body) {
        try {
            JsonNode reserve = json.readTree(body);
            String one = reserve.path("ticketId").asString("");
            String ticket = one.isEmpty() ? reserve.path("ticketIds").path(0).asString("") : one;
            String event = ticket.isEmpty() ? reserve.path("eventId").asString("") : ticket;
            return event.length() < ID_LENGTH
                    ? Optional.empty()
                    : Optional.of(UUID.fromString(event.substring(0, ID_LENGTH)));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty(); // booking-service says what is wrong with it
        }
    }
}
