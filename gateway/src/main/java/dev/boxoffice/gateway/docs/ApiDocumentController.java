package dev.boxoffice.gateway.docs;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/// Serves the contract to machines.
@RestController
class ApiDocumentController {

    private static final CacheControl KEPT =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final Mono<ApiDocument> document;

    ApiDocumentController(JsonMapper json) {
        // When it is first asked for: a gateway that starts in a hurry has better things to read.
        this.document = Mono.fromSupplier(() -> ApiDocument.read(json))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    /// Spring answers 304 by itself to whoever names the tag.
    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> apiDocument() {
        return document.map(found ->
                ResponseEntity.ok().eTag(found.tag()).cacheControl(KEPT).body(found.json()));
    }
}
