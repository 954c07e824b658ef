@NullMarked
package dev.boxoffice.event;

import org.jspecify.annotations.NullMarked;
