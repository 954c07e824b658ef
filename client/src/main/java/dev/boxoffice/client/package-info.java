/// The public API as programs call it: nothing but the JDK's HTTP client and Jackson.
@NullMarked
package dev.boxoffice.client;

import org.jspecify.annotations.NullMarked;
