/// Who may pass without a token.
@NullMarked
package dev.boxoffice.gateway.security;

import org.jspecify.annotations.NullMarked;
