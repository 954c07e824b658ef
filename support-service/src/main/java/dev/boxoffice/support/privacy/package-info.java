/// What the desk must not keep or show.
@NullMarked
package dev.boxoffice.support.privacy;

import org.jspecify.annotations.NullMarked;
