/// What becomes of payments and refunds.
@NullMarked
package dev.boxoffice.standalone.stripe.payment;

import org.jspecify.annotations.NullMarked;
