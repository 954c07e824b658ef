package dev.boxoffice.gateway.operations;

import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.gateway.route.service.ServiceDirectory;
import dev.boxoffice.gateway.route.service.ServiceInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The platform's figures over the last hour, for operators.
@RestController
class FigureController {

    private static final List<Upstream> SHOWN =
            List.of(Upstream.EVENT, Upstream.BOOKING, Upstream.SEARCH, Upstream.SUPPORT);

    private final FigureHistory history;
    private final ServiceDirectory services;

    FigureController(FigureHistory history, ServiceDirectory services) {
        this.history = history;
        this.services = services;
    }

    /// @param times when the figures were read
    /// @param figures by name, one value for each time; null where it could not be read
    /// @param instances of the services behind the gateway
    record FiguresResponse(
            List<Instant> times, Map<String, List<@Nullable Double>> figures, List<Instance> instances) {}

    /// @param breaker whether requests go there: `CLOSED` is well, `OPEN` is not
    record Instance(String service, String address, String breaker) {}

    @GetMapping("/operations/figures")
    ResponseEntity<FiguresResponse> figures() {
        Map<String, List<@Nullable Double>> figures = new LinkedHashMap<>();
        FigureLines lines = history.all();
        lines.values().forEach((figure, line) -> figures.put(nameOf(figure), line));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new FiguresResponse(lines.times(), figures, instances()));
    }

    private List<Instance> instances() {
        List<Instance> instances = new ArrayList<>();
        for (Upstream upstream : SHOWN) {
            for (ServiceInstance instance : services.of(upstream).all()) {
                instances.add(new Instance(
                        upstream.name().toLowerCase(Locale.ROOT),
                        instance.address().getHostString() + ":"
                                + instance.address().getPort(),
                        instance.breaker().getState().name()));
            }
        }
        return instances;
    }

    /// `PAYMENTS_OPEN` is `paymentsOpen`.
    private static String nameOf(Figure figure) {
        StringBuilder name = new StringBuilder();
        for (String word : figure.name().toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
