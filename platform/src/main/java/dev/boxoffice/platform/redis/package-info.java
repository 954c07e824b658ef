@NullMarked
package dev.boxoffice.platform.redis;

import org.jspecify.annotations.NullMarked;
