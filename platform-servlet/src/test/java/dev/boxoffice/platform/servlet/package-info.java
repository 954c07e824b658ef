@NullMarked
package dev.boxoffice.platform.servlet;

import org.jspecify.annotations.NullMarked;
