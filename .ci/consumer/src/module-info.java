/** An application outside the build. */
module consumer {
    requires org.salespipeline.imports;
}
