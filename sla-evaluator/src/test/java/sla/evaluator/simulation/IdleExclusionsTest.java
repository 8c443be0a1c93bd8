package sla.evaluator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sla.evaluator.simulation.ExclusionChange.Hypothetical;
import sla.model.term.ExcludedRecord;

class IdleExclusionsTest {
    private static final String NOTHING =
            " leaves nothing out of the simulated periods that is not left out without it.";

    @Test
    void saysWhatWasAsked() {
        Hypothetical range = new Hypothetical(
                Instant.parse("2026-03-14T10:07:00Z"),
                Instant.parse("2026-03-14T10:52:00Z"),
                List.of(),
                List.of(),
                List.of());
        assertThat(IdleExclusions.note(2, range, true, List.of()))
                .isEqualTo("Entry 2 of 'exclusions' (2026-03-14T10:07:00Z to 2026-03-14T10:52:00Z)" + NOTHING);
        assertThat(IdleExclusions.note(1, new ExclusionChange.Approve("ex-9"), true, List.of()))
                .isEqualTo("Entry 1 of 'exclusions' (ex-9)" + NOTHING);
    }

    @Test
    void namesTenRecordsAtMost() {
        List<ExcludedRecord> twelve = records(12);
        String ten = "'acd/1', 'acd/2', 'acd/3', 'acd/4', 'acd/5', 'acd/6', 'acd/7', 'acd/8', 'acd/9', 'acd/10'";
        assertThat(IdleExclusions.note(1, listed(twelve), true, twelve.subList(0, 10)))
                .isEqualTo("Entry 1 of 'exclusions' (" + ten + " and 2 more)" + NOTHING + " No source has sent " + ten
                        + ".");
        assertThat(IdleExclusions.note(1, listed(records(2)), false, records(1)))
                .isEqualTo("Entry 1 of 'exclusions' ('acd/1', 'acd/2'): no source has sent 'acd/1'.");
    }

    private static Hypothetical listed(List<ExcludedRecord> records) {
        return new Hypothetical(null, null, List.of(), List.of(), records);
    }

    private static List<ExcludedRecord> records(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new ExcludedRecord("acd", Integer.toString(i)))
                .toList();
    }
}
