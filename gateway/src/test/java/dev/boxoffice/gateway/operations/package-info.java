@NullMarked
package dev.boxoffice.gateway.operations;

import org.jspecify.annotations.NullMarked;
