/// A case leaves its incident because somebody says so.
@NullMarked
package dev.boxoffice.support.cases.departure;

import org.jspecify.annotations.NullMarked;
