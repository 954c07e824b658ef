/// Tests of the waiting room's web.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.waitingroom.web;
