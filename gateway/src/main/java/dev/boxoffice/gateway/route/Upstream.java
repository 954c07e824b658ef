package dev.boxoffice.gateway.route;

import java.util.List;
import org.springframework.http.server.PathContainer;

/// What stands behind the gateway; the last two exist in the standalone run only.
public enum Upstream {
    EVENT,
    BOOKING,
    /// Booking-service too, but what is sent to this open address must not cost buyers the service: D6.
    WEBHOOK,
    SEARCH,
    SUPPORT,
    ISSUER,
    STRIPE_SIMULATOR;

    /// Services of the platform answer errors as problems; a login page or Stripe's error object stays as it is.
    public boolean answersProblems() {
        return this != ISSUER && this != STRIPE_SIMULATOR;
    }

    /// Whether a path, or an OpenAPI path template, reaches this service through the gateway.
    public boolean serves(String path) {
        return RouteTable.matches(RouteTable.OF_SERVICES.getOrDefault(this, List.of()), PathContainer.parsePath(path));
    }
}
