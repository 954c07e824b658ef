/// What goes wrong on purpose.
@NullMarked
package dev.boxoffice.standalone.stripe.fault;

import org.jspecify.annotations.NullMarked;
