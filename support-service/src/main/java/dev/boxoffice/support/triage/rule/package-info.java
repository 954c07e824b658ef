/// The versions of the rules.
@NullMarked
package dev.boxoffice.support.triage.rule;

import org.jspecify.annotations.NullMarked;
