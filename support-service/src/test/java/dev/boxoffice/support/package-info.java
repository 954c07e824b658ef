@NullMarked
package dev.boxoffice.support;

import org.jspecify.annotations.NullMarked;
