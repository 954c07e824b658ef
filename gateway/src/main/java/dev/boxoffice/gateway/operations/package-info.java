/// What operators watch: figures of the whole platform over the last hour, from the services' own metrics.
@NullMarked
package dev.boxoffice.gateway.operations;

import org.jspecify.annotations.NullMarked;
