@NullMarked
package dev.boxoffice.platform.client;

import org.jspecify.annotations.NullMarked;
