/// Journeys of people who use the pages in a real browser.
@NullMarked
package dev.boxoffice.acceptance.web;

import org.jspecify.annotations.NullMarked;
