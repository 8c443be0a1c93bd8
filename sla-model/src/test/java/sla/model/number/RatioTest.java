package sla.model.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.model.json.Json;

class RatioTest {

    @Test
    void isInLowestTermsWithAPositiveDenominator() {
        assertThat(Ratio.of(6, -4)).isEqualTo(new Ratio(BigInteger.valueOf(-3), BigInteger.TWO));
        assertThat(Ratio.of(0, -7)).isEqualTo(Ratio.ZERO);
        assertThat(Ratio.of(-5, -5)).isEqualTo(Ratio.ONE);
    }

    @Test
    void needsADenominator() {
        assertThatThrownBy(() -> Ratio.of(1, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Ratio.ONE.dividedBy(Ratio.ZERO)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void computesExactly() {
        assertThat(Ratio.of(1, 3).plus(Ratio.of(1, 6))).isEqualTo(Ratio.of(1, 2));
        assertThat(Ratio.of(1, 3).minus(Ratio.of(1, 2))).isEqualTo(Ratio.of(-1, 6));
        assertThat(Ratio.of(-2, 3).times(Ratio.of(9, 4))).isEqualTo(Ratio.of(-3, 2));
        assertThat(Ratio.of(2, 3).dividedBy(Ratio.of(-4, 9))).isEqualTo(Ratio.of(-3, 2));
        assertThat(Ratio.of(-2, 3).abs()).isEqualTo(Ratio.of(2, 3));
        assertThat(Ratio.of(2, 3).negate()).isEqualTo(Ratio.of(-2, 3));
    }

    @Test
    void doesNotOverflow() {
        Ratio large = Ratio.of(Long.MAX_VALUE, 3);
        assertThat(large.times(large).dividedBy(large)).isEqualTo(large);
    }

    @Test
    void comparesByValue() {
        assertThat(Ratio.of(1, 3)).isLessThan(Ratio.of(34, 100)).isGreaterThan(Ratio.of(33, 100));
        assertThat(Ratio.of(-1, 2)).isLessThan(Ratio.of(-1, 3));
        assertThat(Ratio.of(1, 3).min(Ratio.of(1, 2))).isEqualTo(Ratio.of(1, 3));
        assertThat(Ratio.of(1, 3).max(Ratio.of(1, 2))).isEqualTo(Ratio.of(1, 2));
    }

    @Test
    void takesDecimalsOfAnyScale() {
        assertThat(Ratio.of(new BigDecimal("97.950"))).isEqualTo(Ratio.of(1959, 20));
        assertThat(Ratio.of(new BigDecimal("-1.5E+3"))).isEqualTo(Ratio.of(-1500));
        assertThat(Ratio.of(new BigDecimal("0.00"))).isEqualTo(Ratio.ZERO);
    }

    /** 0.4449999… must not become 0.45 and then 0.5. */
    @Test
    void roundsOnceFromTheExactFraction() {
        assertThat(Ratio.of(44499, 100000).round(1, RoundingMode.HALF_UP)).isEqualTo("0.4");
        assertThat(Ratio.of(1, 3).round(6, RoundingMode.HALF_UP)).isEqualTo("0.333333");
        assertThat(Ratio.of(2, 3).round(0, RoundingMode.HALF_UP)).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"47,47", "-3/2,-3/2", "6/4,3/2", "17.50,35/2", "0,0", "0/5,0"})
    void readsAndWritesText(String read, String written) throws Exception {
        assertThat(Ratio.parse(read)).hasToString(written);
        assertThat(Json.MAPPER.readValue('"' + read + '"', Ratio.class)).isEqualTo(Ratio.parse(written));
        assertThat(Json.MAPPER.writeValueAsString(Ratio.parse(read))).isEqualTo('"' + written + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "35/2,17.5",
        "2/3,2/3",
        "1000,1000",
        "0,0",
        "-1/8,-0.125",
        "1/1000000000,0.000000001",
        "1/10000000000,1/10000000000"
    })
    void isWrittenForPeopleAsADecimalWhereThatIsExact(String ratio, String plain) {
        assertThat(Ratio.parse(ratio).plain()).isEqualTo(plain);
    }
}
