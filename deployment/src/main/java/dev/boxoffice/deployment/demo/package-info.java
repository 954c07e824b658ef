/// What the compose file adds to official images so that a demonstration needs no clicking. Never deployed.
@NullMarked
package dev.boxoffice.deployment.demo;

import org.jspecify.annotations.NullMarked;
