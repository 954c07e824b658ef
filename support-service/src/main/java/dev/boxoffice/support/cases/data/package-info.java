@NullMarked
package dev.boxoffice.support.cases.data;

import org.jspecify.annotations.NullMarked;
