/** A stage machine of one's own: the library's interface in front of stateless4j's table. */
@NullMarked
package org.salespipeline.stateless;

import org.jspecify.annotations.NullMarked;
