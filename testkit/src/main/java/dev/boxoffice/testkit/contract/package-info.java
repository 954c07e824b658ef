/// Holds what services answer, and what their controllers take, against `contracts/openapi.yaml`.
@NullMarked
package dev.boxoffice.testkit.contract;

import org.jspecify.annotations.NullMarked;
