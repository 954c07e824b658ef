/// What a release is made of: images, workflows, and the tools that build it.
@NullMarked
package dev.boxoffice.deploy.release;

import org.jspecify.annotations.NullMarked;
