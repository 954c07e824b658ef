package dev.boxoffice.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The contract (`contracts/openapi.yaml`, packaged with the gateway) as it is told outside.
///
/// @param json without the paths and tags that are `x-internal`: called inside the platform only
/// @param tag an entity tag, the same from every gateway of one version
record ApiDocument(byte[] json, String tag) {

    static ApiDocument read(JsonMapper json) {
        JsonNode contract = contract();
        if (contract.path("paths") instanceof ObjectNode paths) {
            paths.removeIf(path -> path.valueStream().anyMatch(ApiDocument::isInternal));
        }
        if (contract.path("tags") instanceof ArrayNode tags) {
            tags.removeIf(ApiDocument::isInternal);
        }
        byte[] body = json.writeValueAsBytes(contract);
        return new ApiDocument(body, tag(body));
    }

    private static boolean isInternal(JsonNode part) {
        return part.path("x-internal").asBoolean(false);
    }

    private static JsonNode contract() {
        try (InputStream in = new ClassPathResource("openapi.yaml").getInputStream()) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
