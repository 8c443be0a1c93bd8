package sla.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void evaluatesEveryShapeInEveryPeriod() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Engine engine = new Engine(12, 3, 4, new PrintStream(text, true, StandardCharsets.UTF_8));

        engine.run();

        assertThat(engine.evaluateAll().amount().signum()).isNegative();
        assertThat(text.toString(StandardCharsets.UTF_8))
                .startsWith("3 periods of an agreement with 12 KPIs")
                .contains("malus of all     " + engine.evaluateAll());
    }
}
