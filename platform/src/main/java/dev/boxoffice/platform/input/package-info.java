/// What a request may contain: one rule for texts, one for JSON, whoever reads it.
@NullMarked
package dev.boxoffice.platform.input;

import org.jspecify.annotations.NullMarked;
