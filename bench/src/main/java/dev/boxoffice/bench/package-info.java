/// Measures the targets of the platform: each figure beside its baseline from the same run.
@NullMarked
package dev.boxoffice.bench;

import org.jspecify.annotations.NullMarked;
