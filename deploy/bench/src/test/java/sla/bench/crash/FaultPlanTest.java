package sla.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.bench.crash.Fault.Freeze;
import sla.bench.crash.Fault.Grow;
import sla.bench.crash.Fault.Halt;
import sla.bench.crash.Fault.Join;
import sla.bench.crash.Fault.Kill;
import sla.bench.crash.Fault.KillConnection;
import sla.bench.crash.Fault.Leave;
import sla.bench.system.PartName;

class FaultPlanTest {
    private static final FaultPlan.Settings SETTINGS = new FaultPlan.Settings(
            16, Integer.MAX_VALUE, Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(12));

    @Test
    void isAFunctionOfItsSeed() {
        assertThat(FaultPlan.of(7, SETTINGS))
                .isEqualTo(FaultPlan.of(7, SETTINGS))
                .isNotEqualTo(FaultPlan.of(8, SETTINGS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void eachTrialHasEveryKindOfFaultInTheOrderOfTime(long seed) {
        List<Fault> faults = FaultPlan.of(seed, SETTINGS);
        assertThat(faults).extracting(Fault::at).isSorted().allMatch(at -> at.compareTo(SETTINGS.load()) < 0);
        assertThat(only(Halt.class, faults))
                .extracting(halt -> halt.part().kind() + " " + halt.failpoint())
                .as("every failpoint of both services, by the names that these know")
                .containsExactlyInAnyOrder(
                        "INGEST BEFORE_JUDGEMENT",
                        "INGEST BEFORE_COMMIT",
                        "INGEST AFTER_COMMIT",
                        "EVALUATOR AFTER_FACTS",
                        "EVALUATOR AFTER_DELTAS",
                        "EVALUATOR BEFORE_COMMIT",
                        "EVALUATOR AFTER_COMMIT",
                        "EVALUATOR BEFORE_PUBLISH");
        int kills = only(Kill.class, faults).stream()
                .mapToInt(kill -> kill.parts().size())
                .sum();
        assertThat(kills + only(KillConnection.class, faults).size()).isBetween(16, 17);
        assertThat(only(Kill.class, faults)).anyMatch(kill -> kill.parts().size() == PartName.values().length);
        assertThat(only(Freeze.class, faults))
                .anyMatch(freeze -> freeze.part().kind() == PartName.Kind.SERVER
                        && freeze.length().equals(Duration.ofSeconds(30)))
                .anyMatch(freeze -> freeze.part().kind() != PartName.Kind.SERVER
                        && freeze.length().equals(Duration.ofSeconds(12)));
        only(Freeze.class, faults)
                .forEach(freeze -> assertThat(only(Kill.class, faults))
                        .as("nothing ends the freeze of %s early", freeze.part())
                        .filteredOn(kill -> kill.parts().contains(freeze.part()))
                        .extracting(Kill::at)
                        .noneMatch(at -> at.compareTo(freeze.at()) >= 0
                                && at.compareTo(freeze.at().plus(freeze.length())) <= 0));
        assertThat(only(Leave.class, faults)).hasSize(1);
        assertThat(only(Join.class, faults)).hasSize(3);
        assertThat(only(Grow.class, faults)).hasSize(1);
    }

    private static <T extends Fault> List<T> only(Class<T> kind, List<Fault> faults) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
