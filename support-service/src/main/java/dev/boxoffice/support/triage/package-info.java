/// What a case is about, how bad it is and who should have it: rules as data, facts before claims.
@NullMarked
package dev.boxoffice.support.triage;

import org.jspecify.annotations.NullMarked;
