/// How often a user or an address may call.
@NullMarked
package dev.boxoffice.gateway.limit;

import org.jspecify.annotations.NullMarked;
