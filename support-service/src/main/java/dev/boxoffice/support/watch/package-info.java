/// Silent failure made visible: health, metrics, the synthetic case, the reconciler.
@NullMarked
package dev.boxoffice.support.watch;

import org.jspecify.annotations.NullMarked;
