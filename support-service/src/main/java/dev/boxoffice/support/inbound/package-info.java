/// Mail in.
@NullMarked
package dev.boxoffice.support.inbound;

import org.jspecify.annotations.NullMarked;
