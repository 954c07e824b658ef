@NullMarked
package dev.boxoffice.platform.servlet.idempotency;

import org.jspecify.annotations.NullMarked;
