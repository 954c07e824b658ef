/// Real PostgreSQL, Redis and Elasticsearch servers, run from Maven artifacts.
@NullMarked
package dev.boxoffice.standalone.store;

import org.jspecify.annotations.NullMarked;
