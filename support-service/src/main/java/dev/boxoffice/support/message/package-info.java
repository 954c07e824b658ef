/// What is said in cases.
@NullMarked
package dev.boxoffice.support.message;

import org.jspecify.annotations.NullMarked;
