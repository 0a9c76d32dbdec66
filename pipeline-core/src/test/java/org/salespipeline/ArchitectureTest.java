package org.salespipeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.salespipeline.architecture.PackageTable.ROOT;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.salespipeline.architecture.ArchitectureRules;
import org.salespipeline.architecture.PackageTable;

/** The map of the core as code. */
class ArchitectureTest {

    private static final String CORE = "org.salespipeline";

    private static final PackageTable TABLE = PackageTable.of(CORE)
            .row(ROOT)
            .row("quantity")
            .row("calendar", "quantity")
            .row("currency", "quantity", "calendar")
            .row("fact", "quantity")
            .row("organisation", "quantity", "fact")
            .row("stage", "quantity")
            .row("criteria", "quantity")
            .row("partner", "quantity", "calendar", "fact", "criteria")
            .row("activity", "quantity", "partner", "organisation")
            .row("lead", "quantity", "criteria", "activity", "partner", "fact")
            .row("opportunity", "quantity", "calendar", "stage", "organisation", "partner", "activity", "lead")
            .row(
                    "qualification",
                    "quantity",
                    "calendar",
                    "stage",
                    "criteria",
                    "partner",
                    "activity",
                    "lead",
                    "opportunity")
            .row("event", "quantity", "fact", "stage", "organisation", "partner", "activity", "lead", "opportunity")
            .row("plan", "quantity", "calendar", "fact", "organisation", "stage")
            .row(
                    "transition",
                    "quantity",
                    "calendar",
                    "fact",
                    "stage",
                    "organisation",
                    "partner",
                    "lead",
                    "criteria",
                    "opportunity",
                    "qualification",
                    "event")
            .row(
                    "registration",
                    "quantity",
                    "calendar",
                    "currency",
                    "fact",
                    "criteria",
                    "partner",
                    "opportunity",
                    "event")
            .row(
                    "trigger",
                    "quantity",
                    "calendar",
                    "fact",
                    "stage",
                    "criteria",
                    "opportunity",
                    "event",
                    "transition",
                    "registration")
            .row("visibility", "quantity", "organisation", "partner", "opportunity", "event");

    private static final JavaClasses CLASSES = ArchitectureRules.classesOfModuleOf(PipelineStyle.class);

    @Test
    void packagesKeepToTheTable() {
        classes().should(TABLE.keepToTheTable()).check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        ArchitectureRules.noCyclesBelow(CORE).check(CLASSES);
    }

    @TestFactory
    List<DynamicTest> rulesOfEveryModule() {
        return ArchitectureRules.everywhere().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)))
                .toList();
    }

    @Test
    void onlyEventsChangeAnOpportunity() {
        ArchRule rule = classes()
                .that()
                .areAssignableTo(HasName.Predicates.name("org.salespipeline.opportunity.OpportunityChange")
                        .forSubtype())
                .and()
                .doNotHaveFullyQualifiedName("org.salespipeline.opportunity.OpportunityChange")
                .should()
                .resideInAPackage("org.salespipeline.event")
                .because("the machine and its events are the one door")
                .allowEmptyShould(true);
        rule.check(CLASSES);
    }
}
