/// Tests of the gateway over real HTTP, with real Redis, real tokens, and stand-ins for the services behind it.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway;
