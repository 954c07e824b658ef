package dev.boxoffice.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Every problem type of the platform in words (`problems.json`).
@Component
class ProblemCatalogue {

    /// One problem type: what it means and what a client can do about it.
    record Entry(String slug, String title, int status, String meaning, String whatToDo) {}

    private final Map<String, Entry> bySlug = new LinkedHashMap<>();

    ProblemCatalogue(JsonMapper json) {
        try (InputStream in = new ClassPathResource("problems.json").getInputStream()) {
            json.readValue(in, new TypeReference<List<Entry>>() {}).forEach(entry -> bySlug.put(entry.slug(), entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Entry> all() {
        return List.copyOf(bySlug.values());
    }

    Optional<Entry> find(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }
}
