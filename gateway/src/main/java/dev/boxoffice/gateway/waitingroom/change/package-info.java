/// Changes of waiting rooms, each with its line for the audit.
@NullMarked
package dev.boxoffice.gateway.waitingroom.change;

import org.jspecify.annotations.NullMarked;
