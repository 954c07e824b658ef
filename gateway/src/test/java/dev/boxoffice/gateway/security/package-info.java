/// Tests: Tokens.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.security;
