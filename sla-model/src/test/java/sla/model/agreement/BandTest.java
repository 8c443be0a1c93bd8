package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.model.number.Ratio;

class BandTest {

    @ParameterizedTest
    @CsvSource({
        "above, 2.999999, false, 3, false, 3.000001, true",
        "atLeast, 2.999999, false, 3, true, 3.000001, true",
        "below, 2.999999, true, 3, false, 3.000001, false",
        "atMost, 2.999999, true, 3, true, 3.000001, false",
    })
    void takesItsBoundInOrLeavesItOut(
            String bound, String lower, boolean lowerIn, String at, boolean atIn, String upper, boolean upperIn) {
        BigDecimal three = new BigDecimal("3.00");
        Band band = new Band(
                bound.equals("above") ? three : null,
                bound.equals("atLeast") ? three : null,
                bound.equals("below") ? three : null,
                bound.equals("atMost") ? three : null);
        assertThat(band.contains(Ratio.parse(lower))).isEqualTo(lowerIn);
        assertThat(band.contains(Ratio.parse(at))).isEqualTo(atIn);
        assertThat(band.contains(Ratio.parse(upper))).isEqualTo(upperIn);
    }

    @Test
    void needsBothBounds() {
        Band band = new Band(new BigDecimal(3), null, null, new BigDecimal(5));
        assertThat(band.contains(Ratio.of(3))).isFalse();
        assertThat(band.contains(Ratio.of(4))).isTrue();
        assertThat(band.contains(Ratio.of(5))).isTrue();
        assertThat(band.contains(Ratio.of(6))).isFalse();
    }

    @Test
    void comparesRecurringFractionsExactly() {
        Band band = new Band(new BigDecimal("66.666666666"), null, new BigDecimal("66.666666667"), null);
        assertThat(band.contains(Ratio.of(200, 3))).isTrue();
    }

    @Test
    void isSaidInWords() {
        assertThat(new Band(new BigDecimal("3.0"), null, null, new BigDecimal(5)).describe("%"))
                .isEqualTo("above 3.0 % and at most 5 %");
        assertThat(new Band(null, new BigDecimal(46), new BigDecimal(49), null).describe(""))
                .isEqualTo("at least 46 and below 49");
        assertThat(new Band(null, null, null, null).describe("s")).isEqualTo("any value");
    }
}
