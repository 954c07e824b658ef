@NullMarked
package dev.boxoffice.platform.http;

import org.jspecify.annotations.NullMarked;
