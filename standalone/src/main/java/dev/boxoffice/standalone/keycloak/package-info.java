/// What the compose file adds to Keycloak so that a demonstration needs no clicking. Never deployed.
@NullMarked
package dev.boxoffice.standalone.keycloak;

import org.jspecify.annotations.NullMarked;
