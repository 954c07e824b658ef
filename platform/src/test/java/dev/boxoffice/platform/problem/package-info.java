@NullMarked
package dev.boxoffice.platform.problem;

import org.jspecify.annotations.NullMarked;
