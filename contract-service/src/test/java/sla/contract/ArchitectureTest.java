package sla.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;

@AnalyzeClasses(packages = "sla.contract", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule keepsEntitiesOffTheWire = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(Entity.class);

    @ArchTest
    static final ArchRule namesEntitiesAsSuch = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .haveSimpleNameEndingWith("Entity")
            .andShould()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule hasNoCyclesBetweenFeatures =
            slices().matching("sla.contract.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule knowsNotHowAKpiIsComputed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sla.ingest..", "sla.evaluator..", "sla.model.event..")
            .because("that is the evaluator's");

    @ArchTest
    static final ArchRule takesTimeFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(YearMonth.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule keepsNoFloatingPointNumber = noFields()
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .orShould()
            .haveRawType(Double.class)
            .orShould()
            .haveRawType(Float.class);

    @ArchTest
    static final ArchRule computesWithNoFloatingPointNumber = noMethods().should(handleFloatingPoint());

    private static ArchCondition<JavaMethod> handleFloatingPoint() {
        return new ArchCondition<>("take, return or call for a floating-point number") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean own = isFloating(method.getRawReturnType())
                        || method.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isFloating);
                boolean called = method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> isFloating(call.getTarget().getRawReturnType()));
                events.add(new SimpleConditionEvent(method, own || called, method.getFullName()));
            }
        };
    }

    private static boolean isFloating(JavaClass type) {
        return type.isEquivalentTo(double.class)
                || type.isEquivalentTo(float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(Float.class);
    }
}
