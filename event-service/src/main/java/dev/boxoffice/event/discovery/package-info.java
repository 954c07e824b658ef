@NullMarked
package dev.boxoffice.event.discovery;

import org.jspecify.annotations.NullMarked;
