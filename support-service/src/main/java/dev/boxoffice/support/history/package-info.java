/// What happened to cases and incidents, in a history that the database refuses to change.
@NullMarked
package dev.boxoffice.support.history;

import org.jspecify.annotations.NullMarked;
