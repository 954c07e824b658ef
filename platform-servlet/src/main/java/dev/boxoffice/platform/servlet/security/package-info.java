@NullMarked
package dev.boxoffice.platform.servlet.security;

import org.jspecify.annotations.NullMarked;
