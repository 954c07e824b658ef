@NullMarked
package dev.boxoffice.platform.idempotency;

import org.jspecify.annotations.NullMarked;
