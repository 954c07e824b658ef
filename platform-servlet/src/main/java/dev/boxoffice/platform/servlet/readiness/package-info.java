/// What a service with a database must have reached before it is asked.
@NullMarked
package dev.boxoffice.platform.servlet.readiness;

import org.jspecify.annotations.NullMarked;
