@NullMarked
package dev.boxoffice.platform.servlet.problem;

import org.jspecify.annotations.NullMarked;
