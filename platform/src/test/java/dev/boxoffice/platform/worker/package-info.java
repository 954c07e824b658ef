@NullMarked
package dev.boxoffice.platform.worker;

import org.jspecify.annotations.NullMarked;
