/// Services in processes of their own.
@NullMarked
package dev.boxoffice.testkit.process;

import org.jspecify.annotations.NullMarked;
