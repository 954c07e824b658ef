@NullMarked
package dev.boxoffice.event.input;

import org.jspecify.annotations.NullMarked;
