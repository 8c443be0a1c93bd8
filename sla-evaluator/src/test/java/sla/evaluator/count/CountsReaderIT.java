package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.ReferenceEvaluation;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Attribution;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;

@QuarkusTest
@WithTestResource(Servers.class)
class CountsReaderIT {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final WaitBound AT_MOST_20 = new WaitBound(20, Bound.AT_MOST);
    private static final WaitBound BELOW_5 = new WaitBound(5, Bound.BELOW);

    private static final List<Instant> DAY =
            List.of(Instant.parse("2026-03-01T23:00:00Z"), Instant.parse("2026-03-02T23:00:00Z"));

    @Inject
    StoredBatches batches;

    @Inject
    Folder folder;

    @Inject
    CountsAudit audit;

    @Inject
    DaysInMemory days;

    @Inject
    SumsInMemory summed;

    @Inject
    CountsReader reader;

    @Inject
    SeriesCatalog catalog;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
        batches.use(ReferenceEvaluation.agreement(ZONE.getId()));
    }

    /** The 29th of March has 23 hours: 92 quarter-hours. */
    @Test
    void memoryAndDatabaseSayTheSameOfAnyTimeAndGroup() throws SQLException {
        RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
        Instant first = Instant.parse("2026-03-27T23:00:00Z");
        for (int round = 0; round < 6; round++) {
            batches.store(contacts(chance, round, first));
            if (round % 2 == 0) {
                batches.fold();
            }
            for (int i = 0; i < 20; i++) {
                List<Instant> edges = edges(chance, first);
                Map<String, List<Long>> answers = read(edges, null);
                assertThat(read(edges, ZONE)).as("%s", edges).isEqualTo(answers);
                // With what was kept of the first time.
                assertThat(read(edges, ZONE)).as("%s again", edges).isEqualTo(answers);
            }
        }
        List<Instant> days = List.of(first, first.plus(Duration.ofHours(24)), first.plus(Duration.ofHours(47)));
        assertThat(read(days, ZONE)).isEqualTo(read(days, null)).isNotEmpty();
        batches.store(List.of(Contacts.answered("late", "2026-03-28T10:00:00Z", 1_000)));
        batches.fold();
        assertThat(read(days, ZONE)).isEqualTo(read(days, null));
        // Neither is of these contacts alone: all of them are there, once in the group of all and once in their
        // queue's.
        List<Instant> all =
                List.of(first, first.plus(Duration.ofHours(24 + 23 + 24)).plus(Duration.ofHours(1)));
        long counted = read(all, ZONE).values().stream()
                .mapToLong(answers -> answers.get(0) + answers.get(1))
                .sum();
        assertThat(counted).isEqualTo(2 * (6 * 100 + 1));
    }

    private static List<AcceptedRecord> contacts(RandomGenerator chance, int round, Instant first) {
        List<AcceptedRecord> contacts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Instant at = first.plusMillis(chance.nextLong(Duration.ofHours(72).toMillis()));
            boolean answered = chance.nextInt(4) > 0;
            contacts.add(Contacts.record(
                    round + "-" + i,
                    1,
                    Contacts.contact(
                            "queue-" + chance.nextInt(3),
                            answered ? Outcome.ANSWERED : Outcome.ABANDONED,
                            at.toString(),
                            chance.nextInt(40_000),
                            answered ? 60_000L : null)));
        }
        return contacts;
    }

    private static List<Instant> edges(RandomGenerator chance, Instant first) {
        Set<Instant> edges = new TreeSet<>();
        int count = chance.nextInt(2, 8);
        while (edges.size() < count) {
            edges.add(first.plus(Duration.ofMinutes(15L * chance.nextInt(-20, 320))));
        }
        return List.copyOf(edges);
    }

    @Test
    void batchIsCountedOnceWhetherItIsFoldedOrNotAndWhoeverAsks() throws SQLException {
        List<Instant> day = DAY;
        batches.store(List.of(answered("c1"), answered("c2")));
        assertThat(contacts(day)).isEqualTo(2);
        try (Connection earlier = snapshot()) {
            assertThat(contacts(earlier, day)).isEqualTo(2);
            batches.store(List.of(answered("c3")));
            assertThat(contacts(day)).isEqualTo(3);
            batches.fold();
            assertThat(contacts(day)).isEqualTo(3);
            assertThat(contacts(earlier, day)).isEqualTo(2);
            earlier.rollback();
        }
        try (Connection lock = database.getConnection()) {
            // The service's own fold would take the rows away.
            CountLocks.hold(lock, CountLocks.FOLD);
            try {
                rowsOfNoBatchAreReadAnew(day);
            } finally {
                CountLocks.release(lock, CountLocks.FOLD);
            }
        }
        batches.fold();
        assertThat(contacts(day)).isEqualTo(4);
    }

    /** As an attribution that is built, or a deletion of counts, changes them. */
    private void rowsOfNoBatchAreReadAnew(List<Instant> day) throws SQLException {
        execute("insert into cell_delta select * from cell where attribution = 0");
        assertThat(contacts(day)).isEqualTo(6);
        execute("delete from cell_delta");
        assertThat(contacts(day)).isEqualTo(3);
        batches.store(List.of(answered("c4"), answered("c5"), Contacts.answered("c6", "2026-03-05T10:00:00Z", 1_000)));
        assertThat(contacts(day)).isEqualTo(5);
        execute("delete from cell_delta where interval_start >= '2026-03-05 00:00Z'");
        assertThat(contacts(day)).isEqualTo(5);
        execute("update cell_delta set answered = 1 where attribution = 0 and answered = 2");
        assertThat(contacts(day)).isEqualTo(4);
    }

    /** Nobody does that. If it happens, it is seen and comes right. */
    @Test
    void rowsOfABatchThatNobodyKnowsAreFoundAndAdopted() throws SQLException {
        batches.store(List.of(answered("c1")));
        batches.fold();
        try (Connection lock = database.getConnection()) {
            CountLocks.hold(lock, CountLocks.FOLD);
            try {
                batches.store(List.of(answered("c2")));
                try (Connection keeping = database.getConnection();
                        Statement statement = keeping.createStatement()) {
                    keeping.setAutoCommit(false);
                    // The service adopts rows by itself, at any moment: not before they have been seen.
                    statement.execute("lock table cell_delta in share mode");
                    execute("delete from delta_batch");
                    assertThat(contacts(DAY)).isEqualTo(1);
                    assertThat(audit.differences()).isNotEmpty();
                    keeping.rollback();
                }
                folder.clearAway();
                assertThat(contacts(DAY)).isEqualTo(2);
                assertThat(audit.differences()).isEmpty();
            } finally {
                CountLocks.release(lock, CountLocks.FOLD);
            }
        }
        batches.fold();
        assertThat(contacts(DAY)).isEqualTo(2);
        assertThat(audit.differences()).isEmpty();
    }

    /** As an older version that still runs takes them: some rows, whatever their batch is. */
    @Test
    void restOfABatchOfWhichRowsAreTakenAwayIsStillCounted() throws SQLException {
        try (Connection lock = database.getConnection()) {
            CountLocks.hold(lock, CountLocks.FOLD);
            try {
                batches.store(List.of(answered("c1"), Contacts.answered("c2", "2026-03-02T11:00:00Z", 1_000)));
                assertThat(contacts(DAY)).isEqualTo(2);
                execute("delete from cell_delta where interval_start = '2026-03-02 11:00Z'");
                assertThat(contacts(DAY)).isEqualTo(1);
            } finally {
                CountLocks.release(lock, CountLocks.FOLD);
            }
        }
        batches.fold();
        assertThat(contacts(DAY)).isEqualTo(1);
    }

    /** As while a rebuild keeps folds away: none of them is kept in memory, and each is counted. */
    @Test
    void moreDeltasThanFitAreReadFromTheDatabase() throws SQLException {
        try (Connection lock = database.getConnection()) {
            CountLocks.hold(lock, CountLocks.FOLD);
            try {
                batches.store(List.of(answered("c1"), Contacts.answered("other", "2026-03-05T10:00:00Z", 1_000)));
                batches.store(List.of(answered("c2")));
                CountsReader small = new CountsReader(days, summed, new DeltasInMemory(2));
                try (Connection connection = snapshot()) {
                    assertThat(contacts(small, connection, DAY)).isEqualTo(2);
                    connection.rollback();
                }
            } finally {
                CountLocks.release(lock, CountLocks.FOLD);
            }
        }
    }

    /** The row of the day is right: nothing but the quarter-hour is put right. */
    @Test
    void quarterHourThatIsPutRightIsNotTakenFromMemory() throws SQLException {
        List<Instant> day = new ArrayList<>();
        for (int i = 0; i <= 96; i++) {
            day.add(Instant.parse("2026-03-01T23:00:00Z").plus(Duration.ofMinutes(15L * i)));
        }
        batches.store(List.of(answered("c1")));
        batches.fold();
        execute("update cell set answered = 7");
        assertThat(contacts(day)).isEqualTo(7);
        rebuild();
        assertThat(contacts(day)).isEqualTo(1);
    }

    private void rebuild() throws SQLException {
        try (Connection lock = database.getConnection();
                Connection connection = snapshot()) {
            CountLocks.hold(lock, CountLocks.FOLD);
            try {
                assertThat(CountsRebuild.rebuild(database, connection, CountScope.ALL, Progress.UNSEEN))
                        .isPositive();
                connection.commit();
            } finally {
                CountLocks.release(lock, CountLocks.FOLD);
            }
        }
    }

    private static AcceptedRecord answered(String id) {
        return Contacts.answered(id, "2026-03-02T10:00:00Z", 1_000);
    }

    private long contacts(List<Instant> edges) throws SQLException {
        try (Connection connection = snapshot()) {
            long contacts = contacts(connection, edges);
            connection.rollback();
            return contacts;
        }
    }

    private long contacts(Connection connection, List<Instant> edges) throws SQLException {
        return contacts(reader, connection, edges);
    }

    private long contacts(CountsReader asked, Connection connection, List<Instant> edges) throws SQLException {
        Map<Integer, Series> all = catalog.all(connection);
        CountsQuery query =
                new CountsQuery(Attribution.OFFERED, List.of(all), all, edges, ZONE, Set.of(AT_MOST_20), Set.of());
        return asked.read(connection, query).values().stream()
                .mapToLong(counts -> counts.contacts(Outcome.ANSWERED))
                .sum();
    }

    /** What can be asked of the counts, by place; by queue and together. */
    private Map<String, List<Long>> read(List<Instant> edges, @Nullable ZoneId zone) throws SQLException {
        try (Connection connection = snapshot()) {
            Map<String, Map<Integer, Series>> groups = new TreeMap<>();
            catalog.all(connection).forEach((id, series) -> {
                groups.computeIfAbsent(series.queue(), _ -> new TreeMap<>()).put(id, series);
                groups.computeIfAbsent("", _ -> new TreeMap<>()).put(id, series);
            });
            CountsQuery query = new CountsQuery(
                    Attribution.OFFERED,
                    List.copyOf(groups.values()),
                    groups,
                    edges,
                    zone,
                    Set.of(AT_MOST_20, BELOW_5),
                    Set.of());
            Map<String, List<Long>> answers = new TreeMap<>();
            reader.read(connection, query).forEach((place, counts) -> answers.put(name(place), answers(counts)));
            connection.rollback();
            return answers;
        }
    }

    private static String name(Place place) {
        return place.bucket() + "/" + place.group();
    }

    private static List<Long> answers(CellCounts counts) {
        return List.of(
                counts.contacts(Outcome.ANSWERED),
                counts.contacts(Outcome.ABANDONED),
                counts.waitMillis(Outcome.ANSWERED),
                counts.contactsWithin(Outcome.ANSWERED, AT_MOST_20),
                counts.contactsWithin(Outcome.ANSWERED, BELOW_5),
                counts.contactsWithin(Outcome.ABANDONED, BELOW_5),
                counts.handled(Set.of(Part.TALK)).millis());
    }

    private Connection snapshot() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
