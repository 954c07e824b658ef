@NullMarked
package dev.boxoffice.event.discovery.read;

import org.jspecify.annotations.NullMarked;
