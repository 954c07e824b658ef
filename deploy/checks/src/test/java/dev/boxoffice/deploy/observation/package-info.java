/// What watches: alerts, who is told of them, and the buyer from outside.
@NullMarked
package dev.boxoffice.deploy.observation;

import org.jspecify.annotations.NullMarked;
