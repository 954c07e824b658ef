/// One OpenAPI document for the platform, and the pages people read.
@NullMarked
package dev.boxoffice.gateway.docs;

import org.jspecify.annotations.NullMarked;
