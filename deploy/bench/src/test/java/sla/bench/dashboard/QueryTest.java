package sla.bench.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {
    private static final List<Query> QUERIES = Query.of(200, YearMonth.of(2026, 12));

    @Test
    void givesEachClientAQueryOfItsOwn() {
        assertThat(QUERIES).extracting(Query::path).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void asksForEveryKindEquallyAndHalfOfThemConditionally() {
        for (Query.Kind kind : Query.Kind.values()) {
            assertThat(QUERIES.stream().filter(query -> query.kind() == kind)).hasSize(50);
            assertThat(QUERIES.stream().filter(query -> query.kind() == kind && query.conditional()))
                    .hasSize(25);
        }
    }

    @Test
    void asksWithinTheMonthAlsoAtTheEndOfAYear() {
        assertThat(QUERIES.get(2).path()).contains("from=2026-12&to=2027-01&groupBy=queue");
        assertThat(QUERIES.get(1).path()).contains("from=2026-12-01&to=2026-12-02&time=interval");
    }
}
