/// Which service answers which path, and what happens when it does not.
@NullMarked
package dev.boxoffice.gateway.route;

import org.jspecify.annotations.NullMarked;
