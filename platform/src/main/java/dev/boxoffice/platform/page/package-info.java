@NullMarked
package dev.boxoffice.platform.page;

import org.jspecify.annotations.NullMarked;
