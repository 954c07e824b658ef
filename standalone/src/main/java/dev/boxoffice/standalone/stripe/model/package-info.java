/// Stripe's objects as immutable records, and its refusals.
@NullMarked
package dev.boxoffice.standalone.stripe.model;

import org.jspecify.annotations.NullMarked;
