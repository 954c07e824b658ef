@NullMarked
package dev.boxoffice.event.plan;

import org.jspecify.annotations.NullMarked;
