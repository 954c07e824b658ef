@NullMarked
package dev.boxoffice.support.cases.routing;

import org.jspecify.annotations.NullMarked;
