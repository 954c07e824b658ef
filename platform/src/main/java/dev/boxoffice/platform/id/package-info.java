@NullMarked
package dev.boxoffice.platform.id;

import org.jspecify.annotations.NullMarked;
