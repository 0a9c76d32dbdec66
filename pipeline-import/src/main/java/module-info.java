/** Reads the exports of other systems into the facts of a sales pipeline. */
module org.salespipeline.imports {
    requires com.google.common;
    requires de.siegmar.fastcsv;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires transitive org.salespipeline.forecast;
    requires static com.google.errorprone.annotations;
    requires static org.immutables.value.annotations;
    requires static transitive org.jspecify;

    exports org.salespipeline.imports;
}
