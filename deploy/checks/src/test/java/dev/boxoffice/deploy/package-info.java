@NullMarked
package dev.boxoffice.deploy;

import org.jspecify.annotations.NullMarked;
