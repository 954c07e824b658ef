@NullMarked
package dev.boxoffice.acceptance;

import org.jspecify.annotations.NullMarked;
