/// People use the pages in a real browser: one class a page, and journeys over them.
@NullMarked
package dev.boxoffice.acceptance.web;

import org.jspecify.annotations.NullMarked;
