package dev.boxoffice.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;

class WebPagesTest extends GatewayTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?term=opera&location=Milano",
                "/?fbclid=IwAR0&gclid=x&utm_source=mail&mc_cid=a",
                "/shop/events/019a8f3e-5b1c-7c1d-9a55-3f0f2f6c1b03",
                "/account/bookings",
                "/account/bookings/019a8f3e-5b1c-7c1d-9a55-3f0f2f6c1b03",
                "/waiting-room/019a8f3e-5b1c-7c1d-9a55-3f0f2f6c1b03",
                "/draw/019a8f3e-5b1c-7c1d-9a55-3f0f2f6c1b03",
                "/door",
                "/operations",
                "/signed-in?code=a&state=b&iss=c"
            })
    void each_page_is_the_shell_under_a_strict_policy(String path) {
        HttpResponse<String> page =
                sendElsewhere(request(path).header("Accept", "text/html,*/*").build());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .contains("script-src 'self';", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "stripe");
        assertThat(page.headers().firstValue("Permissions-Policy").orElseThrow())
                .contains("camera=(self)");
        assertThat(page.body()).doesNotContain("{{", "<script>", "onclick", "style=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs?fbclid=x", "/problems?gclid=x", "/problems/seat-taken?fbclid=x&fbclid=y"})
    void what_others_add_to_the_address_of_a_page_is_passed_over(String path) {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no-such-page", "/account/bookings/", "/shop/?fbclid=x", "/assets/none.css"})
    void a_browser_at_an_address_that_there_is_not_shows_a_page(String path) {
        HttpResponse<String> page = sendElsewhere(request(path)
                .header("Accept", "text/html,*/*;q=0.8")
                .header("Sec-Fetch-Mode", "navigate")
                .build());
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self';");
        assertThat(page.body()).startsWith("<!doctype html>").contains("id=\"main\"");
        HttpResponse<String> problem =
                sendElsewhere(request(path).header("Accept", "text/html,*/*").build());
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void other_answers_may_not_use_the_camera() {
        assertThat(get("/problems").headers().firstValue("Permissions-Policy").orElseThrow())
                .contains("camera=()");
    }

    @Test
    void what_the_shell_names_is_there_and_kept_for_ever() {
        Pattern named = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
        var found = named.matcher(get("/").body())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(found).hasSizeGreaterThan(8);
        for (String asset : found) {
            HttpResponse<String> answer = get(asset);
            assertThat(answer.statusCode()).as(asset).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("max-age=31536000", "immutable");
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            assertThat(get(asset, request -> request.header("If-None-Match", tag))
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    @Test
    void the_service_worker_names_its_release_and_files_that_are_there() {
        HttpResponse<String> worker =
                sendElsewhere(request("/service-worker.js").GET().build());
        assertThat(worker.statusCode()).isEqualTo(200);
        assertThat(worker.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(worker.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(worker.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; connect-src 'self'");
        String version = named(worker.body(), "VERSION");
        assertThat(get("/").body()).contains("data-version=\"" + version + "\"");
        String[] files = named(worker.body(), "FILES").split(" ");
        assertThat(files)
                .contains("js/main.js", "js/pages/door.js", "i18n/ar.json", "css/base.css", "img/icon.svg")
                .doesNotContain("shell.html", "service-worker.js", "lib/uplot.js");
        for (String file : files) {
            assertThat(get("/assets/web/" + version + "/" + file).statusCode())
                    .as(file)
                    .isEqualTo(200);
        }
    }

    private static String named(String script, String constant) {
        var found = Pattern.compile("const " + constant + " = '([^']+)'").matcher(script);
        assertThat(found.find()).as(constant).isTrue();
        return found.group(1);
    }

    @Test
    void every_module_imports_what_there_is() throws Exception {
        Pattern imported = Pattern.compile("(?:from|import\\() ?'(\\.[^']+)'");
        Map<String, String> missing = new TreeMap<>();
        for (Resource module : files("js")) {
            imported.matcher(module.getContentAsString(UTF_8))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !exists(module, name))
                    .forEach(name -> missing.put(String.valueOf(module.getFilename()), name));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void each_language_says_everything_and_fills_in_the_same() {
        JsonNode english = texts("en");
        for (String language : new String[] {"de", "ar"}) {
            JsonNode texts = texts(language);
            assertThat(new TreeSet<>(texts.propertyNames()))
                    .as(language)
                    .isEqualTo(new TreeSet<>(english.propertyNames()));
            for (String key : english.propertyNames()) {
                assertThat(placeholders(texts.path(key))).as(key).isEqualTo(placeholders(english.path(key)));
            }
        }
    }

    @Test
    void prices_have_the_digits_that_the_platform_counts_by() {
        var table = Pattern.compile("(?m)^  (\\d): '([A-Z ]+)',$")
                .matcher(get("/assets/web/x/js/i18n.js").body());
        Map<String, Integer> inThePages = new TreeMap<>();
        while (table.find()) {
            for (String currency : table.group(2).split(" ")) {
                inThePages.put(currency, Integer.valueOf(table.group(1)));
            }
        }
        Map<String, Integer> inThePlatform = Currency.availableCurrencies()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .filter(currency -> currency.getDefaultFractionDigits() != 2)
                .collect(Collectors.toMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));
        assertThat(inThePages).isEqualTo(inThePlatform);
    }

    @Test
    void an_old_address_gets_the_file_but_is_asked_again() {
        HttpResponse<String> answer = get("/assets/web/of-another-release/js/main.js");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(get("/assets/web/x/js/none.js").statusCode()).isEqualTo(404);
        assertThat(get("/assets/web/x/../application.yaml").statusCode()).isIn(400, 404);
    }

    @Test
    void files_go_compressed_to_who_can_read_that() {
        HttpResponse<String> answer =
                get("/assets/web/x/css/base.css", request -> request.header("Accept-Encoding", "gzip"));
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
    }

    @Test
    void libraries_come_from_here() {
        for (String library : new String[] {"uplot.js", "uplot.css", "html5-qrcode.js"}) {
            assertThat(get("/assets/web/x/lib/" + library).statusCode())
                    .as(library)
                    .isEqualTo(200);
        }
    }

    private static Resource[] files(String folder) throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath*:web/" + folder + "/**/*.*");
    }

    private static boolean exists(Resource module, String name) {
        try {
            return module.createRelative(name).exists();
        } catch (IOException _) {
            return false;
        }
    }

    private JsonNode texts(String language) {
        return json(get("/assets/web/x/i18n/" + language + ".json"));
    }

    private static Set<String> placeholders(JsonNode text) {
        return Pattern.compile("\\{(\\w+)}")
                .matcher(text.toString())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
