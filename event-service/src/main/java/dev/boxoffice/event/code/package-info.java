/// Codes that organisers give out: for less money, or for an earlier sale.
@NullMarked
package dev.boxoffice.event.code;

import org.jspecify.annotations.NullMarked;
