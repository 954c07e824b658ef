@NullMarked
package dev.boxoffice.support.message;

import org.jspecify.annotations.NullMarked;
