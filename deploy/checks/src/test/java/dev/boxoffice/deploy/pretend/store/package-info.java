/// The stores of a pretended cluster, and what an operator of theirs does.
@NullMarked
package dev.boxoffice.deploy.pretend.store;

import org.jspecify.annotations.NullMarked;
