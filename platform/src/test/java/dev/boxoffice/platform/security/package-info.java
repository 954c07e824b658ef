@org.jspecify.annotations.NullMarked
package dev.boxoffice.platform.security;
