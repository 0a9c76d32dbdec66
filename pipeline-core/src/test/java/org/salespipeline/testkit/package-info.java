/** What a user's own tests need: random pipelines, sample processes, and the laws of the core's extension points. */
@NullMarked
package org.salespipeline.testkit;

import org.jspecify.annotations.NullMarked;
