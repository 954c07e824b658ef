package dev.boxoffice.support.macro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MacroTest extends SupportServiceTest {

    private static Map<String, ?> macro(String name, String language, String body) {
        return Map.of(
                "macros", List.of(Map.of("name", name, "texts", Map.of(language, Map.of("title", "T", "body", body)))));
    }

    /// S5: agents read text modules in languages and replace them, as their manager does.
    @Test
    void agents_read_text_modules_and_replace_them() {
        var erin = SupportDeskClient.agent("erin");
        var first = desk.get("/support/macros", erin);
        assertThat(first.body()
                        .path("macros")
                        .get(0)
                        .path("texts")
                        .path("de")
                        .path("body")
                        .asString())
                .isNotBlank();

        assertThat(desk.put("/support/macros", erin, macro("hello", "en", "Hi")).status())
                .isEqualTo(200);
        var saved = desk.put("/support/macros", SupportDeskClient.manager(), macro("hello", "fr", "Bonjour"));
        assertThat(saved.body().path("version").asInt())
                .isGreaterThan(first.body().path("version").asInt());
        assertThat(desk.get("/support/macros", erin).body().path("macros").toString())
                .contains("Bonjour");
        assertThat(desk.put("/support/macros", SupportDeskClient.manager(), macro("Not A Name", "english", ""))
                        .body()
                        .path("errors"))
                .hasSize(3);
    }

    @Test
    void a_title_of_several_lines_is_refused() {
        var text = Map.of("title", "One\nTwo", "body", "Hi");
        var macros = List.of(Map.of("name", "hello", "texts", Map.of("en", text)));
        var answer = desk.put("/support/macros", SupportDeskClient.manager(), Map.of("macros", macros));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asString())
                .isEqualTo("macros[0].texts.en.title");
    }
}
