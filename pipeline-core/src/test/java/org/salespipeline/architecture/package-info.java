/**
 * The architecture of this library as code, shared by the tests of its modules.
 *
 * <p>Each module's {@code ArchitectureTest} holds its own {@link org.salespipeline.architecture.PackageTable PackageTable}.
 * This package is not part of the test kit and promises nothing to users.
 */
@NullMarked
package org.salespipeline.architecture;

import org.jspecify.annotations.NullMarked;
