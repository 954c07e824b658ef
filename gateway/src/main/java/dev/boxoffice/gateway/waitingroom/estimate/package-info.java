/// How long people will wait, as far as one can say.
@NullMarked
package dev.boxoffice.gateway.waitingroom.estimate;

import org.jspecify.annotations.NullMarked;
