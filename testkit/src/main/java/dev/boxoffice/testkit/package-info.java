/// What tests of every module share: real stores, signed tokens, and the properties that lead a service to them.
@NullMarked
package dev.boxoffice.testkit;

import org.jspecify.annotations.NullMarked;
