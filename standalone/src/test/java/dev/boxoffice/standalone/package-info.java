@NullMarked
package dev.boxoffice.standalone;

import org.jspecify.annotations.NullMarked;
