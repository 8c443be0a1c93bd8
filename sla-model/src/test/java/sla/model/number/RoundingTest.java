package sla.model.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.model.json.Json;

class RoundingTest {

    @ParameterizedTest
    @CsvSource({
        "97.95, HALF_UP, 98.0",
        "97.95, HALF_DOWN, 97.9",
        "97.95, HALF_EVEN, 98.0",
        "97.85, HALF_EVEN, 97.8",
        "97.99, DOWN, 97.9",
        "97.91, UP, 98.0",
        "97.90, UP, 97.9",
        "97.949999, HALF_UP, 97.9",
        "97.950001, HALF_DOWN, 98.0",
        "-0.25, DOWN, -0.3",
        "-0.25, UP, -0.2",
    })
    void roundsToOneDecimalByItsMode(String exact, Rounding.Mode mode, String rounded) {
        assertThat(new Rounding(1, mode).apply(Ratio.parse(exact))).isEqualTo(rounded);
    }

    /** A recurring fraction is not a half, however long its decimals look like one. */
    @Test
    void roundsTheExactFraction() {
        Ratio justBelowHalf = Ratio.of(3_000_000_000_000_000_000L - 1, 2_000_000_000_000_000_000L);
        assertThat(new Rounding(0, Rounding.Mode.HALF_UP).apply(justBelowHalf)).isEqualTo("1");
        assertThat(new Rounding(2, Rounding.Mode.HALF_UP).apply(Ratio.of(200, 3)))
                .isEqualTo("66.67");
    }

    @Test
    void knowsTheStepBetweenNeighbours() {
        assertThat(new Rounding(0, Rounding.Mode.DOWN).step()).isEqualTo(Ratio.ONE);
        assertThat(new Rounding(2, Rounding.Mode.DOWN).step()).isEqualTo(Ratio.of(1, 100));
    }

    @Test
    void saysItInWords() {
        assertThat(new Rounding(0, Rounding.Mode.HALF_UP).describe()).isEqualTo("half up to a whole number");
        assertThat(new Rounding(1, Rounding.Mode.HALF_DOWN).describe()).isEqualTo("half down to 1 decimal");
        assertThat(new Rounding(2, Rounding.Mode.DOWN).describe()).isEqualTo("down to 2 decimals");
    }

    @Test
    void refusesDecimalsOutOfRange() {
        assertThatThrownBy(() -> new Rounding(-1, Rounding.Mode.UP)).hasMessage("decimals must be from 0 to 9");
        assertThatThrownBy(() -> new Rounding(10, Rounding.Mode.UP)).hasMessage("decimals must be from 0 to 9");
    }

    @Test
    void readsAndWritesJson() throws Exception {
        String json = "{\"decimals\":1,\"mode\":\"half-even\"}";
        assertThat(Json.MAPPER.writeValueAsString(new Rounding(1, Rounding.Mode.HALF_EVEN)))
                .isEqualTo(json);
        assertThat(Json.MAPPER.readValue(json, Rounding.class)).isEqualTo(new Rounding(1, Rounding.Mode.HALF_EVEN));
    }
}
