package dev.boxoffice.gateway.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Which paths belong to which service, and which of them are special: the whole topology on one screen.
///
/// A path that is not here is answered with 404; so nothing a service serves besides its API (its actuator,
/// its own API document) can be reached from outside.
public final class RouteTable {

    static final Map<Upstream, List<PathPattern>> OF_SERVICES = Map.of(
            Upstream.BOOKING,
            patterns(
                    "/booking/**",
                    "/bookings/**",
                    "/tickets/**",
                    "/transfers/**",
                    "/check-ins/**",
                    "/audit",
                    "/people/**",
                    "/events/{eventId}/quotes",
                    "/events/{eventId}/waitlist",
                    "/.well-known/ticket-keys.json"),
            Upstream.WEBHOOK,
            patterns("/webhooks/stripe"),
            Upstream.EVENT,
            patterns("/venues/**", "/performers/**", "/events/**", "/organizations/**"),
            Upstream.SEARCH,
            patterns("/search/**"),
            Upstream.SUPPORT,
            patterns("/support/**"));

    /// Only while `boxoffice.standalone.enabled` is true.
    static final Map<Upstream, List<PathPattern>> OF_STANDALONE = Map.of(
            Upstream.ISSUER,
            patterns(
                    "/.well-known/openid-configuration",
                    "/.well-known/oauth-authorization-server",
                    "/oauth2/**",
                    "/userinfo",
                    "/connect/**",
                    "/login",
                    "/logout",
                    "/dev/token",
                    "/dev/mail/**"),
            Upstream.STRIPE_SIMULATOR,
            patterns("/dev/payments/**", "/dev/faults/**", "/dev/balance"));

    /// What booking-service answers of an event: where its money is.
    private static final List<PathPattern> MONEY_OF_EVENTS =
            patterns("/events/{eventId}/ledger", "/events/{eventId}/cancellation/attempts");

    /// Likewise: its box office, its reports and its doors.
    private static final List<PathPattern> ORGANIZERS_OF_EVENTS = patterns(
            "/events/{eventId}/withheld",
            "/events/{eventId}/box-office-sales",
            "/events/{eventId}/bookings",
            "/events/{eventId}/attendees",
            "/events/{eventId}/sales",
            "/events/{eventId}/guest-list",
            "/events/{eventId}/scans",
            "/events/{eventId}/scan-conflicts",
            "/events/{eventId}/attendance");

    /// Likewise, where event-service is told and booking-service is asked.
    private static final List<PathPattern> PROGRESS_OF_EVENTS = patterns("/events/{eventId}/cancellation");

    /// Answered by the gateway itself, also with 404 and 405.
    private static final List<PathPattern> WAITING_ROOM = patterns("/events/{eventId}/queue/**");

    private static final List<PathPattern> LARGE_BODIES = patterns(
            "/events/import",
            "/venues/{venueId}/seating-plan",
            "/venues/{venueId}/seating-plan/import",
            "/support/inbound-mail");

    /// A DELETE that says in its body what it deletes; any other's body means nothing and goes no further.
    private static final List<PathPattern> DELETED_BY_BODY =
            patterns("/events/{eventId}/withheld", "/bookings/{bookingId}/resale");

    private static final List<PathPattern> SLOW = patterns(
            "/events/{eventId}/publication",
            "/events/{eventId}/bookings",
            "/events/{eventId}/attendees",
            "/events/{eventId}/sales",
            "/events/{eventId}/guest-list",
            "/search/rebuild",
            "/support/routing-rules/dry-run");

    private static final List<PathPattern> CALLERS_ONLY = patterns(
            "/booking/**",
            "/bookings/**",
            "/tickets/**",
            "/transfers/**",
            "/check-ins/**",
            "/support/**",
            "/search/rebuild/**",
            "/organizations/**",
            "/audit",
            "/people/**");

    /// What proves itself by a signature, which the service verifies.
    private static final List<PathPattern> SIGNED = patterns("/support/inbound-mail");

    /// Anybody may look, whoever is signed in may try to change.
    private static final List<PathPattern> CALLERS_CHANGE = patterns("/venues/**", "/performers/**", "/events/**");

    /// A POST that changes nothing.
    private static final List<PathPattern> OPEN_QUESTIONS = patterns("/events/{eventId}/quotes");

    /// By the first segment of its path: a request is looked up among the few patterns that begin like it,
    /// the most specific first.
    private static final Map<String, Map<PathPattern, Upstream>> BY_BEGINNING = byBeginning(OF_SERVICES);

    private static final Map<String, Map<PathPattern, Upstream>> STANDALONE_BY_BEGINNING = byBeginning(OF_STANDALONE);

    private RouteTable() {}

    /// The service a path belongs to; null where the gateway answers itself.
    static @Nullable Upstream upstreamOf(HttpMethod method, PathContainer path, boolean standalone) {
        String beginning = beginning(path);
        Upstream service = find(BY_BEGINNING, beginning, path);
        if (service == null && standalone) {
            service = find(STANDALONE_BY_BEGINNING, beginning, path);
        }
        if (service != Upstream.EVENT) {
            return service;
        }
        if (isWaitingRoom(path)) {
            return null;
        }
        return isOfBooking(method, path) ? Upstream.BOOKING : service;
    }

    private static boolean isOfBooking(HttpMethod method, PathContainer path) {
        boolean looks = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return matches(MONEY_OF_EVENTS, path)
                || matches(ORGANIZERS_OF_EVENTS, path)
                || (looks && matches(PROGRESS_OF_EVENTS, path));
    }

    private static @Nullable Upstream find(
            Map<String, Map<PathPattern, Upstream>> table, String beginning, PathContainer path) {
        for (Map.Entry<PathPattern, Upstream> route :
                table.getOrDefault(beginning, Map.of()).entrySet()) {
            if (route.getKey().matches(path)) {
                return route.getValue();
            }
        }
        return null;
    }

    private static Map<String, Map<PathPattern, Upstream>> byBeginning(Map<Upstream, List<PathPattern>> routes) {
        Map<String, Map<PathPattern, Upstream>> table = new HashMap<>();
        routes.forEach((upstream, patterns) -> patterns.forEach(pattern -> table.computeIfAbsent(
                        beginning(PathContainer.parsePath(pattern.getPatternString())), _ -> new TreeMap<>())
                .put(pattern, upstream)));
        return table;
    }

    private static String beginning(PathContainer path) {
        for (PathContainer.Element element : path.elements()) {
            if (element instanceof PathContainer.PathSegment segment) {
                return segment.valueToMatch();
            }
        }
        return "";
    }

    static boolean needsCaller(HttpMethod method, PathContainer path) {
        boolean looks = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return (matches(CALLERS_ONLY, path) && !matches(SIGNED, path))
                || (!looks && matches(CALLERS_CHANGE, path) && !matches(OPEN_QUESTIONS, path));
    }

    static boolean isWaitingRoom(PathContainer path) {
        return matches(WAITING_ROOM, path);
    }

    public static boolean takesLargeBody(PathContainer path) {
        return matches(LARGE_BODIES, path);
    }

    public static boolean takesBody(HttpMethod method, PathContainer path) {
        if (method.equals(HttpMethod.DELETE)) {
            return matches(DELETED_BY_BODY, path);
        }
        return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
    }

    public static boolean isSlow(PathContainer path) {
        return takesLargeBody(path) || matches(SLOW, path);
    }

    public static boolean isStream(PathContainer path) {
        return path.value().endsWith("/stream");
    }

    /// What a path is called in metrics: the route it takes, one of few. Streams and what may be slow are
    /// told apart, so that they do not hide what everything else takes.
    static String nameOf(Upstream upstream, PathContainer path) {
        return Stream.of(
                        SLOW,
                        LARGE_BODIES,
                        MONEY_OF_EVENTS,
                        ORGANIZERS_OF_EVENTS,
                        PROGRESS_OF_EVENTS,
                        OF_SERVICES.getOrDefault(upstream, List.of()),
                        OF_STANDALONE.getOrDefault(upstream, List.of()))
                .flatMap(patterns -> firstMatch(patterns, path).stream())
                .map(pattern -> isStream(path) ? pattern + "/stream" : pattern.toString())
                .findFirst()
                .orElse("UNKNOWN");
    }

    static boolean matches(List<PathPattern> patterns, PathContainer path) {
        return firstMatch(patterns, path).isPresent();
    }

    private static Optional<PathPattern> firstMatch(List<PathPattern> patterns, PathContainer path) {
        for (PathPattern pattern : patterns) {
            if (pattern.matches(path)) {
                return Optional.of(pattern);
            }
        }
        return Optional.empty();
    }

    private static List<PathPattern> patterns(String... patterns) {
        return Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList();
    }
}
