/// Organizations, who is who in them, and what that allows.
@NullMarked
package dev.boxoffice.event.organization;

import org.jspecify.annotations.NullMarked;
