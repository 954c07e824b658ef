/// Concepts: ideas that people put into many words, found in a text whatever the language, inflection or word order.
@NullMarked
package dev.boxoffice.support.triage.concept;

import org.jspecify.annotations.NullMarked;
