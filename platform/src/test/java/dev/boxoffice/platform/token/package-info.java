@NullMarked
package dev.boxoffice.platform.token;

import org.jspecify.annotations.NullMarked;
