/// Which case a mail belongs to, and what becomes of it there.
@NullMarked
package dev.boxoffice.support.inbound.thread;

import org.jspecify.annotations.NullMarked;
