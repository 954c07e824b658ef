package dev.boxoffice.gateway.pages;

import dev.boxoffice.platform.problem.Problem;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The files of the pages. Who asks for those of another release, in a rolling restart say, gets ours, and asks again.
@RestController
class AssetController {

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final int NOT_WORTH_IT = 512;

    private final AssetCatalogue assets;

    AssetController(AssetCatalogue assets) {
        this.assets = assets;
    }

    /// Spring answers 304 by itself to whoever names the tag.
    @GetMapping("/assets/web/{version}/{*name}")
    ResponseEntity<byte[]> asset(
            @PathVariable String version, @PathVariable String name, @RequestHeader HttpHeaders headers) {
        Asset asset = assets.find(name.substring(1))
                .orElseThrow(() -> Problem.ofStatus(404).toException());
        boolean compressed = asset.bytes().length > NOT_WORTH_IT
                && String.join(",", headers.getOrEmpty(HttpHeaders.ACCEPT_ENCODING))
                        .contains("gzip");
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(asset.type())
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .cacheControl(assets.isKept(version) ? FOR_EVER : CacheControl.noCache())
                .eTag(compressed ? "W/" + asset.etag() : asset.etag());
        return compressed
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.gzip())
                : answer.body(asset.bytes());
    }
}
