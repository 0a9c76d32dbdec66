package org.salespipeline.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version that the build wrote into the jar. */
final class Version implements IVersionProvider {

    /** For picocli. */
    Version() {}

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"pipeline " + (version == null ? "(not packaged)" : version)};
    }
}
