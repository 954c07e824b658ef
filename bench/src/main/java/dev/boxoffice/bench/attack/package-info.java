/// Buyers beside somebody who means harm.
@NullMarked
package dev.boxoffice.bench.attack;

import org.jspecify.annotations.NullMarked;
