@NullMarked
package dev.boxoffice.platform;

import org.jspecify.annotations.NullMarked;
