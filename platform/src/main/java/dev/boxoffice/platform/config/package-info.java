@NullMarked
package dev.boxoffice.platform.config;

import org.jspecify.annotations.NullMarked;
