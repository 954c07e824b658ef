package dev.boxoffice.acceptance.web.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import dev.boxoffice.acceptance.RunningPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Debian's Chromium, and the people who use it.
public final class TestBrowser implements AutoCloseable {

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final double PATIENCE_MILLIS = 60_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    private TestBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static TestBrowser open() {
        return open(List.of());
    }

    /// A browser before whose camera a film is shown for ever.
    public static TestBrowser filming(Path y4m) {
        return open(List.of(
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-video-capture=" + y4m.toAbsolutePath()));
    }

    private static TestBrowser open(List<String> more) {
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(chromium.isPresent(), "no Chromium found: install Debian's package chromium to test pages");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(Stream.concat(QUIET.stream(), more.stream()).toList()));
        return new TestBrowser(playwright, browser);
    }

    /// A page of nobody's, in light or dark.
    public Page page(ColorScheme scheme) {
        return browser.newPage(new Browser.NewPageOptions().setColorScheme(scheme));
    }

    /// Somebody who has not signed in.
    public Visitor anybody() {
        return visitor(new Browser.NewContextOptions());
    }

    /// Somebody with a token of the standalone issuer, as if they had signed in in this tab.
    public Visitor signedIn(String subject, String... roles) {
        return visitor(new Browser.NewContextOptions())
                .with(RunningPlatform.anybody().tokenOf(subject, roles));
    }

    /// The same without a service worker, so that a test may answer in the platform's place.
    public Visitor signedInWithoutWorker(String subject, String... roles) {
        return visitor(new Browser.NewContextOptions().setServiceWorkers(ServiceWorkerPolicy.BLOCK))
                .with(RunningPlatform.anybody().tokenOf(subject, roles));
    }

    public Visitor visitor(Look look) {
        return visitor(new Browser.NewContextOptions()
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(look.width(), look.height()));
    }

    private Visitor visitor(Browser.NewContextOptions options) {
        var context = browser.newContext(options.setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        var visitor = new Visitor(context);
        visitors.add(visitor);
        return visitor;
    }

    @Override
    public void close() {
        visitors.forEach(Visitor::close);
        playwright.close();
    }
}
