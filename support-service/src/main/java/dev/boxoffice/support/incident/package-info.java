/// Many cases, one cause: suspect, acknowledge, keep everyone told, resolve.
@NullMarked
package dev.boxoffice.support.incident;

import org.jspecify.annotations.NullMarked;
