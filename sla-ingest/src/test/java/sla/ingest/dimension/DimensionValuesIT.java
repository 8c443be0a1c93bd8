package sla.ingest.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import sla.ingest.IngestConfig;
import sla.ingest.event.DimensionValue;
import sla.ingest.testing.ServiceIT;

@ServiceIT
class DimensionValuesIT {
    @Inject
    DataSource database;

    @Inject
    IngestConfig config;

    private static SourceValue queue(String source, String queue) {
        return new SourceValue(source, new DimensionValue("queue", "queue", queue));
    }

    private static List<SourceValue> queues(String source, int from, int to) {
        List<SourceValue> values = new ArrayList<>();
        for (int i = from; i < to; i++) {
            values.add(queue(source, "q" + i));
        }
        return values;
    }

    private DimensionValues process() {
        return new DimensionValues(database, config);
    }

    @Test
    void admitsAThousandNamesPerDimensionInTheirOrder() throws Exception {
        Set<SourceValue> refused = process().admit(queues("full", 0, 1002));

        assertThat(refused).containsExactlyInAnyOrder(queue("full", "q1000"), queue("full", "q1001"));
    }

    @Test
    void remembersNamesOverARestart() throws Exception {
        process().admit(queues("restarted", 0, 1000));
        DimensionValues restarted = process();

        assertThat(restarted.admit(List.of(queue("restarted", "q999"), queue("restarted", "new"))))
                .containsExactly(queue("restarted", "new"));
        assertThat(restarted.admitted(queue("restarted", "q999"))).isTrue();
        assertThat(restarted.admitted(queue("restarted", "new"))).isFalse();
    }

    @Test
    void countsEachDimensionOfEachSourceApart() throws Exception {
        process().admit(queues("apart", 0, 1000));
        SourceValue site = new SourceValue("apart", new DimensionValue("site", "site", "q1000"));

        assertThat(process().admit(List.of(site, queue("apart-too", "q1000")))).isEmpty();
    }

    @Test
    void severalProcessesTogetherAdmitNoMoreThanAThousand() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Callable<Set<SourceValue>>> work = new ArrayList<>();
            for (int process = 0; process < 4; process++) {
                int from = process * 400;
                work.add(() -> {
                    DimensionValues own = process();
                    Set<SourceValue> refused = new HashSet<>();
                    for (SourceValue value : queues("shared", from, from + 400)) {
                        refused.addAll(own.admit(List.of(value)));
                    }
                    return refused;
                });
            }
            int refused = 0;
            for (Future<Set<SourceValue>> result : pool.invokeAll(work)) {
                refused += result.get().size();
            }
            assertThat(refused).isEqualTo(600);
        }
    }
}
