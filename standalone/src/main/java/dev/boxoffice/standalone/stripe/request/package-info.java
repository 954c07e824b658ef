/// One call with its parameters, read as Stripe reads them.
@NullMarked
package dev.boxoffice.standalone.stripe.request;

import org.jspecify.annotations.NullMarked;
