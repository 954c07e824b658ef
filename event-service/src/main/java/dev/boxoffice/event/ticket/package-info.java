@NullMarked
package dev.boxoffice.event.ticket;

import org.jspecify.annotations.NullMarked;
