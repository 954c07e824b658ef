/// What customers were promised.
@NullMarked
package dev.boxoffice.support.contract;

import org.jspecify.annotations.NullMarked;
