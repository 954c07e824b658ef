/// Tests of the waiting room's admission.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.waitingroom.admission;
