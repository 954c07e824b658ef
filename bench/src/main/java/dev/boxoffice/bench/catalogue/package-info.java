/// What visitors read: search and availability.
@NullMarked
package dev.boxoffice.bench.catalogue;

import org.jspecify.annotations.NullMarked;
