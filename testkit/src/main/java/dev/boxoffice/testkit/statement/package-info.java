/// What a release asks of PostgreSQL, written down so that the next release is tested with it.
@NullMarked
package dev.boxoffice.testkit.statement;

import org.jspecify.annotations.NullMarked;
