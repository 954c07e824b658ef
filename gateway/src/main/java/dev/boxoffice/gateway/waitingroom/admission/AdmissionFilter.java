package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.waitingroom.room.ReserveRateService;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomService;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.token.AdmissionTokenSigner;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps those who were not admitted away from booking-service while an event's waiting room is on.
///
/// A reserve's body has been read by the gateway and is small, so it is looked at here for the event it is about. What
/// it says is decided by
/// booking-service, which checks the admission again, and whether it has been used.
@Component
class AdmissionFilter implements GlobalFilter, Ordered {

    private static final int LARGEST_BODY = 16 * 1024;
    private static final int ID_LENGTH = 36;

    private final WaitingRoomService rooms;
    private final ReserveRateService rates;
    private final AdmissionTokenSigner admissions;
    private final JsonMapper json;

    AdmissionFilter(
            WaitingRoomService rooms, ReserveRateService rates, AdmissionTokenSigner admissions, JsonMapper json) {
        this.json = json;
        this.rooms = rooms;
        this.rates = rates;
        this.admissions = admissions;
    }

    @Override
    public int getOrder() {
        return -50; // before routing
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long length = request.getHeaders().getContentLength();
        if (!request.getMethod().equals(HttpMethod.POST)
                || !request.getPath().value().equals("/booking/reserve")
                || length <= 0
                || length > LARGEST_BODY) {
            return chain.filter(exchange);
        }
        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .zipWith(exchange.getPrincipal().map(Principal::getName).defaultIfEmpty(""))
                .flatMap(bodyAndUser -> {
                    DataBuffer body = bodyAndUser.getT1();
                    Optional<UUID> event = event(body);
                    event.ifPresent(rates::count);
                    String token = request.getHeaders().getFirst("X-Admission-Token");
                    DataBufferUtils.release(body);
                    if (event.isPresent() && isRefused(event.get(), token, bodyAndUser.getT2())) {
                        return Mono.error(Problem.of(
                                        ProblemTypes.ADMISSION_REQUIRED,
                                        "Join this event's waiting room, and reserve with the admission you get there.")
                                .toException());
                    }
                    return chain.filter(exchange);
                });
    }

    private boolean isRefused(UUID event, @Nullable String token, String user) {
        WaitingRoom room = rooms.known(event);
        return room != null
                && room.guardsReserve()
                && (token == null || admissions.verify(token, user, event).isEmpty());
    }

    /// The event of the first ticket, or the one named; all tickets of a reserve are of one event.
    private Optional<UUID> event(DataBuffer body) {
        try {
            JsonNode reserve = json.readTree(body.toString(StandardCharsets.UTF_8));
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
