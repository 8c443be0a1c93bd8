package sla.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "sla.bench", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule hasNoCyclesBetweenFeatures =
            slices().matching("sla.bench.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule usesTheServicesOnlyFromOutside = noClasses()
            .that()
            .resideOutsideOfPackage("sla.bench.engine")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sla.ingest..", "sla.evaluator..", "sla.contract..", "sla.runtime..", "io.quarkus..");

    @ArchTest
    static final ArchRule measuresOfTheEvaluatorOnlyTheEngine = noClasses()
            .that()
            .resideInAPackage("sla.bench.engine")
            .should()
            .dependOnClassesThat(resideInAnyPackage("sla.evaluator..", "sla.ingest..", "sla.contract..", "io.quarkus..")
                    .and(resideOutsideOfPackages("sla.evaluator.rule", "sla.evaluator.metric")));

    @ArchTest
    static final ArchRule plansWithoutAClockAndWithoutBytes = noClasses()
            .that()
            .resideInAPackage("sla.bench.plan")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("sla.bench.event..", "org.apache.kafka..", "java.sql..");
}
