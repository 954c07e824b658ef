/// What every request and response gets: ids, headers, limits on size.
@NullMarked
package dev.boxoffice.gateway.web;

import org.jspecify.annotations.NullMarked;
