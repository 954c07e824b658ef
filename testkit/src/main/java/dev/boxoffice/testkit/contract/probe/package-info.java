/// Requests derived from the contract: what it does not allow, and who may ask what.
@NullMarked
package dev.boxoffice.testkit.contract.probe;

import org.jspecify.annotations.NullMarked;
