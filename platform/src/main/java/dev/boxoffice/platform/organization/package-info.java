/// Who may do what for an organization: the one table of its roles and their rights.
@NullMarked
package dev.boxoffice.platform.organization;

import org.jspecify.annotations.NullMarked;
