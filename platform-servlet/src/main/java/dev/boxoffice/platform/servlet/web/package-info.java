@NullMarked
package dev.boxoffice.platform.servlet.web;

import org.jspecify.annotations.NullMarked;
