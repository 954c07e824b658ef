/// When a process may be asked: once it has reached what it cannot work without.
@NullMarked
package dev.boxoffice.platform.readiness;

import org.jspecify.annotations.NullMarked;
