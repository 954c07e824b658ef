@NullMarked
package dev.boxoffice.deployment;

import org.jspecify.annotations.NullMarked;
