/// The audit: who changed money, a seat or a right, written in the transaction that does it.
@NullMarked
package dev.boxoffice.platform.servlet.audit;

import org.jspecify.annotations.NullMarked;
