/// The rules that find a case's category.
@NullMarked
package dev.boxoffice.support.triage.category;

import org.jspecify.annotations.NullMarked;
