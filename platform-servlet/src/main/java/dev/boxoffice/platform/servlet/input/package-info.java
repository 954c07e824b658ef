/// Strict input of Spring MVC: JSON bodies, query parameters, encodings and media types, each refused by one rule.
@NullMarked
package dev.boxoffice.platform.servlet.input;

import org.jspecify.annotations.NullMarked;
