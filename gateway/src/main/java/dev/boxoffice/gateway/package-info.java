/// The front door: what every request passes before it reaches a service.
@NullMarked
package dev.boxoffice.gateway;

import org.jspecify.annotations.NullMarked;
