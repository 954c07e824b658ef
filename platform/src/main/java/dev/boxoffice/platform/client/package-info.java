/// Calls to other processes, measured and traced alike whatever client makes them.
@NullMarked
package dev.boxoffice.platform.client;

import org.jspecify.annotations.NullMarked;
