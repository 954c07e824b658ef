/// What the manager is alerted to.
@NullMarked
package dev.boxoffice.support.monitoring.alert;

import org.jspecify.annotations.NullMarked;
