/// The waiting room: places, the draw, admissions.
@NullMarked
package dev.boxoffice.gateway.queue;

import org.jspecify.annotations.NullMarked;
