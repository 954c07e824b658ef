/// Passing requests on: what is read of them first, and what becomes of the answer.
@NullMarked
package dev.boxoffice.gateway.route.proxy;

import org.jspecify.annotations.NullMarked;
