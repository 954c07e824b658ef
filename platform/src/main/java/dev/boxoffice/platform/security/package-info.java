@NullMarked
package dev.boxoffice.platform.security;

import org.jspecify.annotations.NullMarked;
