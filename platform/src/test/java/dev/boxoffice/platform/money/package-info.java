@NullMarked
package dev.boxoffice.platform.money;

import org.jspecify.annotations.NullMarked;
