package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitBoundTest {

    @ParameterizedTest
    @CsvSource({
        "AT_MOST, 19999, true",
        "AT_MOST, 20000, true",
        "AT_MOST, 20001, false",
        "BELOW, 19999, true",
        "BELOW, 20000, false",
        "BELOW, 20001, false",
    })
    void decidesAtTheLimitAndOneMillisecondBesideIt(WaitBound.Bound bound, long waitMillis, boolean inside) {
        assertThat(new WaitBound(20, bound).contains(waitMillis)).isEqualTo(inside);
    }

    @Test
    void aLimitOfZeroTakesInOnlyNoWaitAtAll() {
        assertThat(new WaitBound(0, WaitBound.Bound.AT_MOST).contains(0)).isTrue();
        assertThat(new WaitBound(0, WaitBound.Bound.AT_MOST).contains(1)).isFalse();
        assertThat(new WaitBound(0, WaitBound.Bound.BELOW).contains(0)).isFalse();
    }

    @Test
    void doesNotOverflowWithLongLimits() {
        assertThat(new WaitBound(Integer.MAX_VALUE, WaitBound.Bound.AT_MOST).contains(3_000_000_000L))
                .isTrue();
    }

    @Test
    void isSaidInWords() {
        assertThat(new WaitBound(20, WaitBound.Bound.AT_MOST).describe()).isEqualTo("at most 20 s");
        assertThat(new WaitBound(5, WaitBound.Bound.BELOW).describe()).isEqualTo("below 5 s");
    }

    @Test
    void refusesNegativeLimits() {
        assertThatThrownBy(() -> new WaitBound(-1, WaitBound.Bound.BELOW)).hasMessage("seconds must not be negative");
    }
}
