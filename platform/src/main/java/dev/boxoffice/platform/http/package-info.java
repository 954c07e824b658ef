/// Rules of HTTP headers that every process reads alike, servlet or reactive.
@NullMarked
package dev.boxoffice.platform.http;

import org.jspecify.annotations.NullMarked;
