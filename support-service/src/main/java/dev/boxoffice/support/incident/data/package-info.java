/// The table of incidents and their members.
@NullMarked
package dev.boxoffice.support.incident.data;

import org.jspecify.annotations.NullMarked;
