/// Stripe's HTTP API: routes, parameters and JSON as Stripe documents them.
@NullMarked
package dev.boxoffice.standalone.stripe.api;

import org.jspecify.annotations.NullMarked;
