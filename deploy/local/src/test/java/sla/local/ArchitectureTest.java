package sla.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;

@AnalyzeClasses(packages = "sla.local", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule hasNoCyclesBetweenFeatures =
            slices().matching("sla.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule takesTimeFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule usesTheServicesOnlyFromOutside = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sla.ingest..", "sla.contract..", "sla.runtime..", "io.quarkus..");

    /** The rule engine is a pure function, and the check works values with it. */
    @ArchTest
    static final ArchRule usesOfTheEvaluatorOnlyTheEngine = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("sla.evaluator..").and(resideOutsideOfPackage("sla.evaluator.rule")));

    @ArchTest
    static final ArchRule worksValuesInTheCheckAlone = noClasses()
            .that()
            .resideOutsideOfPackage("sla.local.check")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("sla.evaluator..");
}
