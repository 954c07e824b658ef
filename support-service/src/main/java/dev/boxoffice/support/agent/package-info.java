/// Who works at the desk: presence, skills, capacity.
@NullMarked
package dev.boxoffice.support.agent;

import org.jspecify.annotations.NullMarked;
