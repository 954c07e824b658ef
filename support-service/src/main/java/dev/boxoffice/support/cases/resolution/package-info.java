@NullMarked
package dev.boxoffice.support.cases.resolution;

import org.jspecify.annotations.NullMarked;
