package sla.bench.garbage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import sla.bench.plan.Figure;
import sla.bench.plan.Scene;
import sla.bench.plan.Totals;
import sla.model.event.RejectionCode;

class GarbagePlanTest {
    private static final TopicPartition PLACE = new TopicPartition("source.mixed-bag.records", 0);
    private static final TopicPartition STRANGE = new TopicPartition("source.stranger-acd.records", 0);

    @Test
    void isAFunctionOfItsSeed() {
        assertThat(values(new GarbagePlan("a", 7, 700)))
                .isEqualTo(values(new GarbagePlan("a", 7, 700)))
                .isNotEqualTo(values(new GarbagePlan("a", 8, 700)));
    }

    /** Without the values, some of which have many megabytes. */
    private static List<Integer> values(GarbagePlan plan) {
        List<Integer> values = new ArrayList<>();
        plan.forEach(garbage -> values.add(Arrays.hashCode(garbage.value())));
        return values;
    }

    @Test
    void theSmallestPlanHasEveryKindAndGoesToEveryTopic() {
        GarbagePlan plan = new GarbagePlan("a", 1, GarbagePlan.fewest());
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Set<String> sources = new TreeSet<>();
        plan.forEach(garbage -> {
            kinds.add(garbage.kind());
            sources.add(garbage.source().id());
        });
        assertThat(kinds).containsExactly(Kind.values());
        assertThat(sources).containsExactlyInAnyOrderElementsOf(GarbagePlan.sources());
    }

    @Test
    void totalsAreThoseOfTheMessages() {
        GarbagePlan plan = new GarbagePlan("a", 3, 1_500);
        Totals totals = plan.totals();
        long[] rejected = {0};
        plan.forEach(garbage -> rejected[0] += garbage.expected().isEmpty() ? 0 : 1);
        assertThat(totals.sum(Figure.MESSAGES)).isEqualTo(1_500);
        assertThat(totals.sum(Figure.REJECTED)).isEqualTo(rejected[0]).isBetween(1_000L, 1_400L);
        assertThat(totals.sum(Figure.ACCEPTED)).isEqualTo(1_500 - rejected[0]);
    }

    @Test
    void strangersAreRejectedWhateverTheySend() {
        assertThat(Garbage.expected(Scene.STRANGER, Kind.BLANKS))
                .containsExactlyInAnyOrder(RejectionCode.SOURCE_NOT_REGISTERED, RejectionCode.NOT_JSON);
        assertThat(Garbage.expected(Scene.MIXED, Kind.NO_KEY)).isEmpty();
    }

    @Test
    void theLedgerSeesWhatIsMissingDoubledOrWronglyJudged() {
        Set<RejectionCode> notJson = EnumSet.of(RejectionCode.NOT_JSON);
        Ledger ledger = new Ledger();
        ledger.put(PLACE, 0, Kind.BLANKS);
        ledger.put(PLACE, 1, Kind.BLANKS);
        ledger.put(PLACE, 2, Kind.BLANKS);
        ledger.put(PLACE, 3, Kind.BLANKS);
        ledger.put(PLACE, 5_000, Kind.NO_KEY);
        ledger.put(STRANGE, 0, Kind.BLANKS);
        ledger.came(PLACE, 0, notJson);
        ledger.came(PLACE, 1, notJson);
        ledger.came(PLACE, 1, notJson);
        ledger.came(PLACE, 2, EnumSet.of(RejectionCode.NOT_JSON, RejectionCode.EMPTY));
        ledger.came(PLACE, 4, notJson);
        ledger.came(PLACE, 5_000, EnumSet.of(RejectionCode.INTERNAL_ERROR));
        ledger.came(STRANGE, 0, notJson);
        assertThat(ledger.differences())
                .containsExactlyInAnyOrder(
                        "BLANKS at source.mixed-bag.records-0@1: came out twice",
                        "BLANKS at source.mixed-bag.records-0@2: planned [NOT_JSON], found [EMPTY, NOT_JSON]",
                        "NO_KEY at source.mixed-bag.records-0@5000: planned accepted, found [INTERNAL_ERROR]",
                        "BLANKS at source.stranger-acd.records-0@0: planned [NOT_JSON, SOURCE_NOT_REGISTERED], found"
                                + " [NOT_JSON]",
                        "BLANKS at source.mixed-bag.records-0@3: nothing came of it");
    }

    @Test
    void bombsAreSmallOnTheirWay() {
        new GarbagePlan("a", 1, GarbagePlan.fewest()).forEach(garbage -> {
            if (garbage.kind().heavy()) {
                assertThat(garbage.compression()).isIn("gzip", "lz4", "zstd");
            }
            if (garbage.kind() == Kind.BOMB) {
                assertThat(garbage.value()).hasSizeGreaterThan(8_000_000);
            }
            if (garbage.kind() == Kind.TYPE_WITH_NUL) {
                assertThat(new String(garbage.value(), StandardCharsets.UTF_8)).contains("sla.interaction.v1\\u0000");
            }
        });
    }
}
