package dev.boxoffice.acceptance.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.boxoffice.acceptance.RunningPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Somebody before a browser of their own; what the browser complains of is noted.
public final class Visitor implements AutoCloseable {

    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    public Visitor(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // That a request was refused is told by the page itself, in better words.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
    }

    public Visitor with(String token) {
        context.addInitScript(
                "if (!sessionStorage.getItem('boxoffice.session') && location.origin === '%s') sessionStorage.setItem('boxoffice.session', '%s')"
                        .formatted(origin(), token));
        return this;
    }

    private static String origin() {
        String gateway = RunningPlatform.shared().gateway().toString();
        return gateway.endsWith("/") ? gateway.substring(0, gateway.length() - 1) : gateway;
    }

    public Visitor go(String path) {
        page.navigate(RunningPlatform.shared().gateway().resolve(path).toString());
        return this;
    }

    /// Waits until the pages would open without a network.
    public Visitor readyForOffline() {
        return awaits("""
                async () => {
                  if (!navigator.serviceWorker.controller) return false;
                  const name = (await caches.keys()).find((known) => known.startsWith('boxoffice-pages-'));
                  return name !== undefined && await (await caches.open(name)).match('/') !== undefined;
                }
                """, null);
    }

    /// Waits until an answer for this person is kept for when there is no network.
    public Visitor hasKept(String path) {
        return awaits("""
                async (path) => {
                  const name = (await caches.keys()).find((known) => known.startsWith('boxoffice-own-'));
                  return name !== undefined && await (await caches.open(name)).match('/kept/' + encodeURIComponent(path)) !== undefined;
                }
                """, path);
    }

    /// Playwright's own waiting takes a promise for true.
    private Visitor awaits(String script, @Nullable Object argument) {
        await().until(() -> page.evaluate(script, argument), Boolean.TRUE::equals);
        return this;
    }

    public Visitor withoutNetwork(boolean without) {
        context.setOffline(without);
        return this;
    }

    /// From here on somebody else sits before this browser.
    public Visitor becomes(String token) {
        page.evaluate("token => sessionStorage.setItem('boxoffice.session', token)", token);
        return this;
    }

    public Page page() {
        return page;
    }

    public Locator find(String selector) {
        return page.locator(selector);
    }

    /// Waits until a text is there.
    public void sees(String text) {
        page.getByText(text).first().waitFor();
    }

    public void complainsOfNothing() {
        assertThat(complaints).isEmpty();
    }

    public void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    /// What axe-core calls serious or critical, each with where it is.
    public List<String> seriousFindings() {
        page.evaluate(axe());
        Object found = page.evaluate("""
                async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                  .filter(({ impact }) => ['serious', 'critical'].includes(impact))
                  .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`)
                """);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (var in = Objects.requireNonNull(Visitor.class.getResourceAsStream(AXE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    public Object evaluate(String script, Object argument) {
        return page.evaluate(script, argument);
    }

    /// What a script measured, by name.
    public Map<?, ?> measure(String script) {
        return (Map<?, ?>) Objects.requireNonNull(page.evaluate(script));
    }

    @Override
    public void close() {
        context.close();
    }
}
