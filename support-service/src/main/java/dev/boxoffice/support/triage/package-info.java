/// What a case is about, and how bad that is.
@NullMarked
package dev.boxoffice.support.triage;

import org.jspecify.annotations.NullMarked;
