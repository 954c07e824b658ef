package dev.boxoffice.gateway.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Says on the port that serves callers whether it does, also where management has a port of its own: a probe
/// elsewhere would not see that this one has stopped.
@RestController
class GatewayHealthController {

    private final ReactiveHealthEndpointWebExtension health;

    GatewayHealthController(ReactiveHealthEndpointWebExtension health) {
        this.health = health;
    }

    @GetMapping({"/actuator/health", "/actuator/health/{group:liveness|readiness}"})
    Mono<ResponseEntity<HealthDescriptor>> health(@PathVariable(required = false) @Nullable String group) {
        String[] path = group == null ? new String[0] : new String[] {group};
        return health.health(ApiVersion.LATEST, WebServerNamespace.SERVER, SecurityContext.NONE, false, path)
                .map(GatewayHealthController::answer);
    }

    private static ResponseEntity<HealthDescriptor> answer(WebEndpointResponse<? extends HealthDescriptor> response) {
        return ResponseEntity.status(response.getStatus())
                .contentType(MediaType.APPLICATION_JSON)
                .body(response.getBody());
    }
}
