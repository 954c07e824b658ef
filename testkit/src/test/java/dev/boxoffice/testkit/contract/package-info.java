@NullMarked
package dev.boxoffice.testkit.contract;

import org.jspecify.annotations.NullMarked;
