/// A simulator of the part of Stripe that Boxoffice uses, at the level of bytes: real Stripe is a change of address.
///
/// Stripe's API reference is the source of every path, field and state: <https://docs.stripe.com/api>.
@NullMarked
package dev.boxoffice.standalone.stripe;

import org.jspecify.annotations.NullMarked;
