/// The OpenID Connect issuer of the standalone run: real tokens for demo users, and the inbox of the mail that was
/// sent.
@NullMarked
package dev.boxoffice.standalone.issuer;

import org.jspecify.annotations.NullMarked;
