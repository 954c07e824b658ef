/// The gateway's one connection to Redis and its scripts.
@NullMarked
package dev.boxoffice.gateway.redis;

import org.jspecify.annotations.NullMarked;
