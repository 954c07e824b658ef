@NullMarked
package dev.boxoffice.gateway.pages;

import org.jspecify.annotations.NullMarked;
