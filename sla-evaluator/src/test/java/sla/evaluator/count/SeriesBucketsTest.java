package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesBucketsTest {
    private static final int ENTRIES = 20_000;

    /** Numbers of all sizes, in memory, partly in memory, and in the file; entries larger than a piece among them. */
    @ParameterizedTest
    @CsvSource({"9, 100000000", "9, 20000", "9, 0", "100000, 0", "0, 0"})
    void givesBackEveryEntryOnceWithTheOthersOfItsSeries(int highestSeries, long mostBytesInMemory)
            throws SQLException {
        try (SeriesBuckets buckets = new SeriesBuckets(highestSeries, mostBytesInMemory)) {
            for (int i = 0; i < ENTRIES; i++) {
                int series = i % (highestSeries + 1);
                byte[] more = new byte[i % 5_000 == 0 ? 10_000 : 0];
                PackedNumbers entry = buckets.entry(series, 4 * PackedNumbers.MOST_BYTES + more.length);
                entry.put(series);
                entry.put(i);
                entry.put(Long.MIN_VALUE + i);
                entry.put(more.length);
                entry.put(more);
            }
            assertThat(buckets.bytesInFile() > 0).isEqualTo(mostBytesInMemory < 100_000_000);
            List<Integer> all = new ArrayList<>();
            Set<Integer> seen = new HashSet<>();
            for (int bucket = 0; bucket < buckets.size(); bucket++) {
                int last = bucket + 1 == buckets.size() ? highestSeries : buckets.firstSeries(bucket + 1) - 1;
                int first = buckets.firstSeries(bucket);
                long before = all.size();
                buckets.read(bucket, entries -> {
                    while (entries.hasNext()) {
                        assertThat(entries.nextInt()).isBetween(first, last);
                        int i = entries.nextInt();
                        all.add(i);
                        seen.add(i);
                        assertThat(entries.next()).isEqualTo(Long.MIN_VALUE + i);
                        assertThat(entries.nextBytes(entries.nextInt())).hasSize(i % 5_000 == 0 ? 10_000 : 0);
                    }
                });
                assertThat(all.size() - before).isEqualTo(buckets.entries(bucket));
            }
            assertThat(all).hasSize(ENTRIES);
            assertThat(seen).hasSize(ENTRIES);
        }
    }

    @Test
    void seriesBeyondTheHighestAreWithTheLast() throws SQLException {
        try (SeriesBuckets buckets = new SeriesBuckets(10_000, 0)) {
            buckets.entry(Integer.MAX_VALUE, PackedNumbers.MOST_BYTES).put(7);
            buckets.entry(-3, PackedNumbers.MOST_BYTES).put(8);
            assertThat(buckets.entries(buckets.size() - 1)).isEqualTo(1);
            assertThat(buckets.entries(0)).isEqualTo(1);
        }
    }
}
