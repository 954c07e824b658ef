/// Who is calling: bearer tokens, verified by the issuer's keys.
@NullMarked
package dev.boxoffice.gateway.token;

import org.jspecify.annotations.NullMarked;
