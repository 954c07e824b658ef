/// What it means to belong to an incident.
@NullMarked
package dev.boxoffice.support.incident.member;

import org.jspecify.annotations.NullMarked;
