/// Signed events on their way to the endpoint.
@NullMarked
package dev.boxoffice.standalone.stripe.webhook;

import org.jspecify.annotations.NullMarked;
