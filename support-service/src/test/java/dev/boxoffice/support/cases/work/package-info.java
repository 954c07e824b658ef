@NullMarked
package dev.boxoffice.support.cases.work;

import org.jspecify.annotations.NullMarked;
