package dev.boxoffice.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.boxoffice.platform.problem.Problem;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The script that keeps the pages readable without a network. It stands at the root because a service worker serves
/// the addresses below its own; it names the release and its files, so each release has a worker of its own.
@RestController
class ServiceWorkerController {

    private static final String SCRIPT = "service-worker.js";

    /// Read by the gateway, or by the worker itself; pages never ask for these.
    private static final List<String> NOT_FOR_PAGES = List.of("shell.html", SCRIPT);

    /// The worker may ask us alone; it shows nothing and loads no further script.
    private static final String POLICY = "default-src 'none'; connect-src 'self'";

    private final AssetCatalogue assets;

    ServiceWorkerController(AssetCatalogue assets) {
        this.assets = assets;
    }

    @GetMapping("/service-worker.js")
    ResponseEntity<byte[]> serviceWorker() {
        Asset script =
                assets.find(SCRIPT).orElseThrow(() -> Problem.ofStatus(404).toException());
        List<String> files = assets.own().stream()
                .filter(name -> !NOT_FOR_PAGES.contains(name))
                .toList();
        String text = new String(script.bytes(), UTF_8)
                .replace("{{version}}", assets.version())
                .replace("{{files}}", String.join(" ", files));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "javascript", UTF_8))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY)
                .body(text.getBytes(UTF_8));
    }
}
