/// Who works at the desk.
@NullMarked
package dev.boxoffice.support.agent;

import org.jspecify.annotations.NullMarked;
