package sla.ingest.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
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

    private static DimensionValue queue(String queue) {
        return new DimensionValue("queue", "queue", queue);
    }

    private static DimensionValue site(String site) {
        return new DimensionValue("site", "site", site);
    }

    private static MessageNames message(String source, DimensionValue... values) {
        return new MessageNames(source, List.of(values));
    }

    private static List<MessageNames> queues(String source, int from, int to) {
        List<MessageNames> messages = new ArrayList<>();
        for (int i = from; i < to; i++) {
            messages.add(message(source, queue("q" + i)));
        }
        return messages;
    }

    private static List<DimensionValue> refused(List<List<DimensionValue>> perMessage) {
        return perMessage.stream().flatMap(List::stream).toList();
    }

    private DimensionValues process() {
        return new DimensionValues(database, config);
    }

    @Test
    void admitsAThousandNamesPerDimensionInTheirOrder() throws Exception {
        List<List<DimensionValue>> refused = process().admit(queues("full", 0, 1002));

        assertThat(refused(refused)).containsExactly(queue("q1000"), queue("q1001"));
        assertThat(refused.subList(1000, 1002)).doesNotContain(List.of());
    }

    @Test
    void remembersNamesOverARestart() throws Exception {
        process().admit(queues("restarted", 0, 1000));
        DimensionValues restarted = process();

        assertThat(restarted.admit(List.of(message("restarted", queue("q999")), message("restarted", queue("new")))))
                .containsExactly(List.of(), List.of(queue("new")));
        assertThat(restarted.admitted("restarted", queue("q999"))).isTrue();
        assertThat(restarted.admitted("restarted", queue("new"))).isFalse();
    }

    @Test
    void countsEachDimensionOfEachSourceApart() throws Exception {
        process().admit(queues("apart", 0, 1000));

        assertThat(process().admit(List.of(message("apart", site("q1000")), message("apart-too", queue("q1000")))))
                .containsExactly(List.of(), List.of());
    }

    @Test
    void aRefusedMessageUsesUpNothing() throws Exception {
        process().admit(queues("greedy", 0, 1000));
        List<MessageNames> bad = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            bad.add(message("greedy", queue("new" + i), site("bad" + i)));
        }
        assertThat(refused(process().admit(bad))).hasSize(1000).doesNotContain(site("bad0"));

        DimensionValues process = process();
        assertThat(process.admit(List.of(message("greedy", queue("q0"), site("good")))))
                .containsExactly(List.of());
        assertThat(process.admitted("greedy", site("good"))).isTrue();
    }

    @Test
    void severalProcessesTogetherAdmitNoMoreThanAThousand() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int process = 0; process < 4; process++) {
                int from = process * 400;
                work.add(() -> {
                    DimensionValues own = process();
                    int refused = 0;
                    for (MessageNames names : queues("shared", from, from + 400)) {
                        refused += refused(own.admit(List.of(names))).size();
                    }
                    return refused;
                });
            }
            int refused = 0;
            for (Future<Integer> result : pool.invokeAll(work)) {
                refused += result.get();
            }
            assertThat(refused).isEqualTo(600);
        }
    }
}
