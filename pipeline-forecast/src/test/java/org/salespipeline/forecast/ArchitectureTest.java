package org.salespipeline.forecast;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.salespipeline.architecture.PackageTable.ROOT;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.salespipeline.architecture.ArchitectureRules;
import org.salespipeline.architecture.PackageTable;

/** The map of the forecast as code. */
class ArchitectureTest {

    private static final String FORECAST = "org.salespipeline.forecast";

    private static final PackageTable TABLE = PackageTable.of(FORECAST)
            .row("statistics")
            .row("simulation", "statistics")
            .row("view", "statistics")
            .row("revenue", "statistics")
            .row("measure", "view", "statistics")
            .row("win", "view", "statistics")
            .row("inflow", "view", "measure", "revenue", "statistics")
            .row(ROOT, "view", "revenue", "statistics")
            .row("baseline", ROOT, "view", "revenue", "statistics")
            .row("strategy", ROOT, "baseline", "win", "inflow", "revenue", "measure", "view", "statistics")
            .row("bridge", "view", "measure")
            .row("rollup", ROOT, "view", "measure", "revenue", "statistics")
            .row("scenario", ROOT, "strategy", "win", "inflow", "revenue", "view")
            .row("backtest", ROOT, "baseline", "win", "revenue", "view", "statistics")
            .row("hygiene", "view", "win", "measure", "bridge", "rollup", "statistics")
            .row("attribution", "view", "measure", "win", "statistics")
            .row("partnership", "attribution", "view", "measure", "win", "statistics");

    private static final JavaClasses CLASSES = ArchitectureRules.classesOfModuleOf(PipelineStyle.class);

    @Test
    void packagesKeepToTheTable() {
        classes().should(TABLE.keepToTheTable()).check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        ArchitectureRules.noCyclesBelow(FORECAST).check(CLASSES);
    }

    @TestFactory
    List<DynamicTest> rulesOfEveryModule() {
        return ArchitectureRules.everywhere().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)))
                .toList();
    }

    @Test
    void statisticsKnowsNoDeal() {
        noClasses()
                .that()
                .resideInAPackage(FORECAST + ".statistics..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.salespipeline..")
                        .and(not(resideInAnyPackage(FORECAST + ".statistics..", "org.salespipeline.quantity.."))))
                .because("estimators work on plain numbers")
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
