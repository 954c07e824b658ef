@NullMarked
package dev.boxoffice.support.incident.member;

import org.jspecify.annotations.NullMarked;
