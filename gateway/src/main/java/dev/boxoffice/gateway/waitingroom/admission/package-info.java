/// Admissions: who may reserve while a waiting room is on.
@NullMarked
package dev.boxoffice.gateway.waitingroom.admission;

import org.jspecify.annotations.NullMarked;
