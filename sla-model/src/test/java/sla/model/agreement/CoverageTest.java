package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sla.model.number.Ratio;
import sla.model.number.Rounding;

/** Compares with looking at every value: bounds are whole numbers, so quarters stand for all values between them. */
class CoverageTest {
    private static final int LAST = 12;

    @Test
    void agreesWithLookingAtEveryValue() {
        long seed = 4711;
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            List<Band> tiers = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                tiers.add(band(random));
            }
            Kpi kpi = kpi(random.nextBoolean() ? new Rounding(0, Rounding.Mode.DOWN) : null);
            Coverage coverage = Coverage.of(tiers, kpi.scale());
            String what = "seed " + seed + ", round " + round + ": " + tiers + ", " + kpi.rounding();

            boolean overlap = false;
            for (Ratio value : values(kpi)) {
                List<Integer> holding = IntStream.range(0, tiers.size())
                        .filter(i -> tiers.get(i).contains(value))
                        .boxed()
                        .toList();
                overlap |= holding.size() > 1;
                List<Coverage.Segment> segments = coverage.segments().stream()
                        .filter(segment -> holds(segment.values(), value))
                        .toList();
                assertThat(segments).as("%s at %s", what, value).hasSize(1);
                if (holding.isEmpty()) {
                    assertThat(segments.getFirst().tier())
                            .as("%s at %s", what, value)
                            .isEmpty();
                } else {
                    assertThat(holding)
                            .as("%s at %s", what, value)
                            .contains(segments.getFirst().tier().orElse(-1));
                }
            }
            assertThat(!coverage.overlaps().isEmpty()).as(what).isEqualTo(overlap);
        }
    }

    private static List<Ratio> values(Kpi kpi) {
        int step = kpi.rounding() == null ? 1 : 4;
        return IntStream.rangeClosed(0, (LAST + 1) * 4 / step)
                .mapToObj(i -> Ratio.of((long) i * step, 4))
                .toList();
    }

    private static boolean holds(Coverage.Stretch stretch, Ratio value) {
        Cut before = new Cut(0, value, false);
        return stretch.from().compareTo(before) <= 0 && before.compareTo(stretch.to()) < 0;
    }

    private static Band band(Random random) {
        BigDecimal lower = random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(LAST));
        BigDecimal upper = random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(LAST));
        boolean lowerOpen = random.nextBoolean();
        boolean upperOpen = random.nextBoolean();
        return new Band(
                lowerOpen ? lower : null, lowerOpen ? null : lower, upperOpen ? upper : null, upperOpen ? null : upper);
    }

    private static Kpi kpi(@Nullable Rounding rounding) {
        return new Kpi("asa", "ASA", null, "all", new AverageSpeedOfAnswer(), null, null, null, rounding, false);
    }
}
