package sla.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageValueTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 16 * 1024, 16 * 1024 + 1, 256 * 1024})
    void givesBackEveryByteOfWhatMayBeAccepted(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);

        assertThat(MessageValue.of(noise).bytes()).isEqualTo(noise);
        assertThat(MessageValue.of(new byte[size]).bytes()).isEqualTo(new byte[size]);
    }

    @Test
    void keepsOnlyTheBeginningOfWhatIsTooLarge() {
        MessageValue value = MessageValue.of(new byte[256 * 1024 + 1]);

        assertThat(value.size()).isEqualTo(256 * 1024 + 1);
        assertThat(value.keptSize()).isEqualTo(4096);
        assertThat(value.beginning()).hasSize(4096);
    }

    /** 5,000 values of 256 KB in one batch are 1.3 GB; they fitted into little on the wire, and so they do here. */
    @Test
    void keepsWhatCompressesWellInLittleMemory() {
        assertThat(MessageValue.of(new byte[256 * 1024]).keptSize()).isLessThan(4096);
    }

    @Test
    void neverKeepsMoreThanTheValueItself() {
        byte[] noise = new byte[256 * 1024];
        new Random(1).nextBytes(noise);

        assertThat(MessageValue.of(noise).keptSize()).isEqualTo(noise.length);
    }
}
