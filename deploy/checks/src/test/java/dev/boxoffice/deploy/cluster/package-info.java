/// What would run in a cluster: where, with how much of what, in which order, and whether it would be let in.
@NullMarked
package dev.boxoffice.deploy.cluster;

import org.jspecify.annotations.NullMarked;
