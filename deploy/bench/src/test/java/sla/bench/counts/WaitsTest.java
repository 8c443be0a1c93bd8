package sla.bench.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final HexFormat HEX = HexFormat.of();

    /** Exactly 2 s is bin 4, 2.001 s to 2.999 s is bin 5, 0 is bin 0; outcome 1 comes after outcome 0. */
    @Test
    void packsOutcomeBinAndContactsInAscendingOrder() {
        Waits waits = new Waits();
        waits.add(1, 2_000);
        waits.add(0, 2_001);
        waits.add(0, 2_999);
        waits.add(0, 2_000);
        waits.add(0, 0);
        assertThat(HEX.formatHex(waits.packed()))
                .isEqualTo("0000000000000001" + "0000000400000001" + "0000000500000002" + "0100000400000001");
    }

    @Test
    void putsTheLongestWaitsIntoOneBin() {
        Waits waits = new Waits();
        waits.add(3, 2_100_000_000L);
        waits.add(3, 9_000_000_000L);
        // 4,200,000 = 0x401640 is exactly 2,100,000 s; the bin behind it is the last.
        assertThat(HEX.formatHex(waits.packed())).isEqualTo("0340164000000001" + "0340164100000001");
    }

    @Test
    void addsThoseOfOthersAndForgetsNoneWhenThereAreMany() {
        Waits all = new Waits();
        for (int i = 0; i < 1_000; i++) {
            Waits one = new Waits();
            one.add(0, (i % 10) * 1_000L);
            all.add(one);
        }
        byte[] packed = all.packed();
        assertThat(packed).hasSize(10 * 8);
        for (int bin = 0; bin < 10; bin++) {
            assertThat(packed[8 * bin + 3]).isEqualTo((byte) (2 * bin));
            assertThat(packed[8 * bin + 7]).isEqualTo((byte) 100);
        }
    }

    @Test
    void isEmptyWithoutContacts() {
        assertThat(new Waits().packed()).isEmpty();
    }
}
