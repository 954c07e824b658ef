/// What a run has seen: figures beside their targets, charts, and the pages made of them.
@NullMarked
package dev.boxoffice.bench.report;

import org.jspecify.annotations.NullMarked;
