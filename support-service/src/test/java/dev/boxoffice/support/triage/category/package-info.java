@NullMarked
package dev.boxoffice.support.triage.category;

import org.jspecify.annotations.NullMarked;
