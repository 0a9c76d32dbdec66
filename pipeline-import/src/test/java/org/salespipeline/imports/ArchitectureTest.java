package org.salespipeline.imports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.salespipeline.architecture.ArchitectureRules;
import org.salespipeline.architecture.PublicTypes;

/** The map of the import as code, and the count of what all three libraries promise. */
class ArchitectureTest {

    /** A new one needs a reason, given in the commit that raises this. */
    private static final int PUBLIC_TYPES = 130;

    private static final JavaClasses CLASSES = ArchitectureRules.classesOfModuleOf(PipelineStyle.class);

    @Test
    void packagesHaveNoCycles() {
        ArchitectureRules.noCyclesBelow("org.salespipeline.imports").check(CLASSES);
    }

    @TestFactory
    List<DynamicTest> rulesOfEveryModule() {
        return ArchitectureRules.everywhere().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)))
                .toList();
    }

    @Test
    void importKnowsOnlyTheViewOfTheForecast() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.salespipeline.forecast..")
                        .and(DescribedPredicate.not(
                                JavaClass.Predicates.resideInAPackage("org.salespipeline.forecast.view"))))
                .because("reading an export knows nothing of how a forecast is made")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void promisesExactlyThePublicTypesThatHaveAReason() {
        PublicTypes count = PublicTypes.onClassPath();
        System.out.printf("public types: %d (plus %d nested)%n", count.topLevel(), count.nested());
        assertThat(count.modules())
                .containsExactlyInAnyOrder(
                        "org.salespipeline.core", "org.salespipeline.forecast", "org.salespipeline.imports");
        assertThat(count.topLevel())
                .as("public types; a new one needs a reason")
                .isEqualTo(PUBLIC_TYPES);
    }
}
