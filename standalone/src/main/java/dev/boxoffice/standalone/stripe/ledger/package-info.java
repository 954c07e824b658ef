/// What the simulator knows, and the file in which it survives a restart.
@NullMarked
package dev.boxoffice.standalone.stripe.ledger;

import org.jspecify.annotations.NullMarked;
