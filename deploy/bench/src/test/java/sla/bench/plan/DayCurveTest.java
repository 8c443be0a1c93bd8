package sla.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayCurveTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1_000, 100_000_000})
    void neverGoesBackAndStaysInTheMonth(long count) {
        DayCurve curve = new DayCurve(YearMonth.of(2026, 2), 28);
        long before = Instant.parse("2026-02-01T00:00:00Z").toEpochMilli();
        for (long number = 0; number < count; number += Math.max(1, count / 5_000)) {
            long at = curve.at(number, count);
            assertThat(at).isGreaterThanOrEqualTo(before);
            before = at;
        }
        assertThat(curve.at(count - 1, count))
                .isLessThanOrEqualTo(curve.last())
                .isLessThan(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli());
    }

    /** March 2026 has 22 working days of 3,372, four Saturdays of 1,256 and five Sundays of 658. */
    @Test
    void beginsItsSecondDayWhereTheWeightsSay() {
        DayCurve curve = new DayCurve(YearMonth.of(2026, 3), 31);
        long all = 22 * 3_372 + 4 * 1_256 + 5 * 658;
        assertThat(curve.at(658, all))
                .isEqualTo(Instant.parse("2026-03-02T00:00:00Z").toEpochMilli());
        assertThat(curve.at(658 + 6, all))
                .isEqualTo(Instant.parse("2026-03-02T01:00:00Z").toEpochMilli());
    }

    @Test
    void endsWithTheDaysThatAreWanted() {
        DayCurve curve = new DayCurve(YearMonth.of(2026, 3), 2);
        assertThat(curve.last())
                .isEqualTo(Instant.parse("2026-03-02T23:59:59.999Z").toEpochMilli());
        assertThat(curve.at(999_999, 1_000_000))
                .isBetween(Instant.parse("2026-03-02T23:00:00Z").toEpochMilli(), curve.last());
    }
}
