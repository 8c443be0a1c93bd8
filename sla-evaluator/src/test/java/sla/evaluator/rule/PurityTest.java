package sla.evaluator.rule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Metrics and rules are pure: the same agreement and counts give the same bytes, anywhere and at any time. */
@AnalyzeClasses(
        packages = {"sla.evaluator.rule", "sla.evaluator.metric"},
        importOptions = DoNotIncludeTests.class)
class PurityTest {
    private static final Set<String> FLOATING =
            Set.of("double", "float", "java.lang.Double", "java.lang.Float", "[D", "[F");

    private static final DescribedPredicate<JavaClass> FLOATING_POINT =
            DescribedPredicate.describe("floating point", type -> FLOATING.contains(type.getName()));

    @ArchTest
    static final ArchRule dependOnTheModelAndTheLanguageOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "sla.evaluator.rule",
                    "sla.evaluator.metric",
                    "sla.model..",
                    "java.lang..",
                    "java.math",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.time",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule metricsKnowNoRules = noClasses()
            .that()
            .resideInAPackage("sla.evaluator.metric")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("sla.evaluator.rule");

    @ArchTest
    static final ArchRule readNoClockAndNoChance = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.UUID")
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "asks for the time",
                    call -> call.getName().equals("now")
                            || call.getName().equals("currentTimeMillis")
                            || call.getName().equals("nanoTime")));

    @ArchTest
    static final ArchRule haveNoFloatingPointFields = noFields().should().haveRawType(FLOATING_POINT);

    @ArchTest
    static final ArchRule haveNoFloatingPointMethods = noCodeUnits()
            .should()
            .haveRawReturnType(FLOATING_POINT)
            .orShould()
            .haveRawParameterTypes(DescribedPredicate.describe(
                    "floating point", (List<JavaClass> types) -> types.stream().anyMatch(FLOATING_POINT)));

    @ArchTest
    static final ArchRule callNothingWithFloatingPoint = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe("takes or gives floating point", PurityTest::floating));

    private static boolean floating(JavaAccess<?> access) {
        if (access.getTarget() instanceof AccessTarget.CodeUnitCallTarget target) {
            return FLOATING_POINT.test(target.getRawReturnType())
                    || target.getRawParameterTypes().stream().anyMatch(FLOATING_POINT);
        }
        return false;
    }
}
