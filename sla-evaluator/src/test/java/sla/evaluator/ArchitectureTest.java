package sla.evaluator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

@AnalyzeClasses(packages = "sla.evaluator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule hasNoCyclesBetweenFeatures =
            slices().matching("sla.evaluator.(*)..").should().beFreeOfCycles();

    /** The cost of an answer grows with intervals, not with contacts. */
    @ArchTest
    static final ArchRule whatIsMadeOfCellsKnowsNoFacts = noClasses()
            .that()
            .resideInAnyPackage(
                    "sla.evaluator.completeness..",
                    "sla.evaluator.count..",
                    "sla.evaluator.metric..",
                    "sla.evaluator.rule..",
                    "sla.evaluator.evaluation..",
                    "sla.evaluator.performance..",
                    "sla.evaluator.unmatched..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("sla.evaluator.fact..");

    @ArchTest
    static final ArchRule takesTimeFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
