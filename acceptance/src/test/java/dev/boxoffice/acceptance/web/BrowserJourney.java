package dev.boxoffice.acceptance.web;

import dev.boxoffice.acceptance.web.page.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// A test whose people use one browser.
abstract class BrowserJourney {

    static TestBrowser browser;

    @BeforeAll
    static void open() {
        browser = TestBrowser.open();
    }

    @AfterAll
    static void close() {
        browser.close();
    }
}
