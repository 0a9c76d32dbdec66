/** Computes: everything that is derived from the facts of a sales pipeline. */
module org.salespipeline.forecast {
    exports org.salespipeline.forecast;
    exports org.salespipeline.forecast.backtest;
    exports org.salespipeline.forecast.baseline;
    exports org.salespipeline.forecast.bridge;
    exports org.salespipeline.forecast.inflow;
    exports org.salespipeline.forecast.measure;
    exports org.salespipeline.forecast.revenue;
    exports org.salespipeline.forecast.simulation;
    exports org.salespipeline.forecast.statistics;
    exports org.salespipeline.forecast.strategy;
    exports org.salespipeline.forecast.view;
    exports org.salespipeline.forecast.win;

    requires com.google.common;
    requires org.slf4j;
    requires transitive org.salespipeline.core;
    requires static com.google.errorprone.annotations;
    requires static org.immutables.value.annotations;
    requires static transitive org.jspecify;
}
