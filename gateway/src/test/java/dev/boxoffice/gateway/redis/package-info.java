/// Tests: Redis for tests.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.redis;
