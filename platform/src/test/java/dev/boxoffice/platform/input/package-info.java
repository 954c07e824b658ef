/// Tests: What callers send.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.platform.input;
