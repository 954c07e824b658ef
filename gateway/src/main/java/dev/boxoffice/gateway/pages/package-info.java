/// Serves the pages people use: one shell for all of them, and the files of the `web` module it asks for.
@NullMarked
package dev.boxoffice.gateway.pages;

import org.jspecify.annotations.NullMarked;
