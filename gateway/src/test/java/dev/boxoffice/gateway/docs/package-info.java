/// Tests: Pages and the API document.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.docs;
