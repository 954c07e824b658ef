/// How a case comes into being.
@NullMarked
package dev.boxoffice.support.cases.opening;

import org.jspecify.annotations.NullMarked;
