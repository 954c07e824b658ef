/// What identifies a request across processes.
@NullMarked
package dev.boxoffice.gateway.trace;

import org.jspecify.annotations.NullMarked;
