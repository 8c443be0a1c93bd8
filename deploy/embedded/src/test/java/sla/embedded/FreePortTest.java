package sla.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void isNotChosenAgainBeforeItsUse() {
        assertThat(IntStream.range(0, 500)
                        .map(_ -> FreePort.choose())
                        .distinct()
                        .count())
                .isEqualTo(500);
    }
}
