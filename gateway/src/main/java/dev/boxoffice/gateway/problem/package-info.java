/// Errors as RFC 9457 problem details, and the pages that explain them.
@NullMarked
package dev.boxoffice.gateway.problem;

import org.jspecify.annotations.NullMarked;
