package sla.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "sla.ingest", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule judgesEventsWithoutFrameworkClockOrInputAndOutput = classes()
            .that()
            .resideInAPackage("sla.ingest.event")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "sla.ingest.event",
                    "sla.model..",
                    "java.lang..",
                    "java.util..",
                    "java.time",
                    "java.math",
                    "java.nio..",
                    "java.security",
                    "com.fasterxml.jackson..",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule knowsNothingOfAgreementsAndMoneyRules = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sla.model.agreement..", "sla.model.evaluation..", "sla.evaluator..", "sla.contract..");

    @ArchTest
    static final ArchRule hasNoCyclesBetweenFeatures =
            slices().matching("sla.ingest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule takesTimeFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule keepsNoFloatingPointNumber = noFields()
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .orShould()
            .haveRawType(Double.class);
}
