/// Cases as they are read.
@NullMarked
package dev.boxoffice.support.cases.view;

import org.jspecify.annotations.NullMarked;
