/// What journeys use: a browser, who sits before it, and one class a page.
@NullMarked
package dev.boxoffice.acceptance.web.page;

import org.jspecify.annotations.NullMarked;
