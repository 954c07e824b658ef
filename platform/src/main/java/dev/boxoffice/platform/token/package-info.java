/// Signed tokens: one signer for hold ids, places, admissions and ticket codes.
@NullMarked
package dev.boxoffice.platform.token;

import org.jspecify.annotations.NullMarked;
