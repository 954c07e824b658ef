/// What a pretended cluster has from outside: its secrets, and whom it calls.
@NullMarked
package dev.boxoffice.deploy.pretend.outside;

import org.jspecify.annotations.NullMarked;
