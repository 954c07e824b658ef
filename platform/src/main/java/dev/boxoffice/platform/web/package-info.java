@NullMarked
package dev.boxoffice.platform.web;

import org.jspecify.annotations.NullMarked;
