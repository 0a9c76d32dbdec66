/** Decides: the model of a sales pipeline, its rules, and its facts over time. */
module org.salespipeline.core {
    requires com.google.common;
    requires transitive org.joda.money;
    requires static com.google.errorprone.annotations;
    requires static org.immutables.value.annotations;
    requires static transitive org.jspecify;

    exports org.salespipeline.activity;
    exports org.salespipeline.calendar;
    exports org.salespipeline.criteria;
    exports org.salespipeline.event;
    exports org.salespipeline.fact;
    exports org.salespipeline.opportunity;
    exports org.salespipeline.organisation;
    exports org.salespipeline.partner;
    exports org.salespipeline.qualification;
    exports org.salespipeline.quantity;
    exports org.salespipeline.stage;
    exports org.salespipeline.transition;
}
