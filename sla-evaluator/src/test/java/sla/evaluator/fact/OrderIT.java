package sla.evaluator.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.count.Folder;
import sla.evaluator.evaluation.Evaluations;
import sla.evaluator.testing.Evaluated;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.ReferenceEvaluation;
import sla.evaluator.testing.ReferenceModel;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Agreement;
import sla.model.event.AcceptedRecord;
import sla.model.json.Json;
import sla.model.time.Period;

/**
 * 10,000 contacts with everything that happens to records, in 10 orders ({@code -Dsla.test.orders=200} for more), with
 * repetitions and other cuts into batches: always the same evaluations, byte for byte, equal to a model that loops over the messages.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class OrderIT {
    private static final int ORDERS = Integer.getInteger("sla.test.orders", 10);
    private static final int CONTACTS = 10_000;
    private static final List<YearMonth> MONTHS = List.of(YearMonth.of(2026, 2), YearMonth.of(2026, 3));

    @Inject
    StoredBatches batches;

    @Inject
    Evaluations evaluations;

    @Inject
    Folder folder;

    @Inject
    CountsAudit audit;

    private final Agreement agreement = ReferenceEvaluation.agreement();

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
        batches.use(agreement);
    }

    @Test
    void everyOrderGivesTheSameEvaluationsByteForByte() throws Exception {
        List<AcceptedRecord> story = RecordStories.of(42, CONTACTS);
        ReferenceModel model = new ReferenceModel(story);
        String expected = null;
        for (int order = 0; order < ORDERS; order++) {
            batches.emptyCounts();
            store(order == 0 ? story : RecordStories.shuffled(story, order), new Random(order));
            StringBuilder documents = new StringBuilder();
            for (YearMonth month : MONTHS) {
                var evaluation = evaluations.of(Evaluated.period(agreement, month.atDay(1)));
                documents.append(Json.MAPPER.writeValueAsString(evaluation)).append('\n');
                if (order == 0) {
                    Period period = agreement.periodOf(month.atDay(1));
                    ReferenceEvaluation.assertEqual(evaluation, model, period.startInclusive(), period.endExclusive());
                }
            }
            expected = expected == null ? documents.toString() : expected;
            assertThat(documents.toString()).as("order %d", order).isEqualTo(expected);
            if (order % 50 == 0) {
                assertThat(audit.differences()).as("order %d", order).isEmpty();
            }
        }
    }

    private void store(List<AcceptedRecord> messages, Random cuts) throws SQLException {
        for (int at = 0; at < messages.size(); ) {
            int to = Math.min(messages.size(), at + 1 + cuts.nextInt(6_000));
            batches.store(messages.subList(at, to));
            at = to;
            if (cuts.nextBoolean()) {
                folder.fold();
            }
        }
    }
}
