/// What a report is about in all likelihood, where no rule understands it: learned from labelled sentences when built.
@NullMarked
package dev.boxoffice.support.triage.classifier;

import org.jspecify.annotations.NullMarked;
