package dev.boxoffice.testkit.contract;

import java.lang.reflect.Method;
import java.util.Set;

/// A method and path that a controller takes.
///
/// @param path with its variables in braces, as the contract writes it
public record ApiMapping(String method, String path, Method handler) {

    public ApiMapping {
        path = path.replaceAll("\\{([^:{}]+):[^{}]+}", "{$1}");
    }

    /// What browsers show to people.
    private static final Set<String> PAGES = Set.of(
            "",
            "/",
            "/shop/events/{eventId}",
            "/account/bookings",
            "/account/bookings/{bookingId}",
            "/waiting-room/{eventId}",
            "/draw/{eventId}",
            "/door",
            "/operations",
            "/signed-in",
            "/service-worker.js",
            "/docs",
            "/docs/oauth2-redirect.html",
            "/problems",
            "/problems/{slug}");

    /// Whether clients are meant to call it: not what only browsers, operators' tools and the services themselves do.
    boolean isOfTheApi() {
        return handler.getDeclaringClass().getName().startsWith("dev.boxoffice.")
                && !path.equals("/error")
                && !PAGES.contains(path)
                && !path.startsWith("/assets/")
                && !path.startsWith("/actuator/")
                && !path.startsWith("/internal/");
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + handler.getDeclaringClass().getSimpleName() + "." + handler.getName() + ")";
    }
}
