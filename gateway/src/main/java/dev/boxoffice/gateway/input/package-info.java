/// What the gateway's own endpoints take: the same rules as in every service.
@NullMarked
package dev.boxoffice.gateway.input;

import org.jspecify.annotations.NullMarked;
