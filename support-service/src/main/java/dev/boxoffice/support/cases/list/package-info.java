/// Lists of cases, for reporters and for the desk.
@NullMarked
package dev.boxoffice.support.cases.list;

import org.jspecify.annotations.NullMarked;
