@NullMarked
package dev.boxoffice.event.performer;

import org.jspecify.annotations.NullMarked;
