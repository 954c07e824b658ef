/// What agents and reporters do to a case.
@NullMarked
package dev.boxoffice.support.cases.work;

import org.jspecify.annotations.NullMarked;
