package sla.evaluator.evaluation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.count.CountsInUse;
import sla.evaluator.evaluation.ChangedDays.Changed;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.failpoint.Failpoints;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.runtime.RepeatedTasks;
import sla.runtime.outbox.OutboxPublisher;

/**
 * Makes evaluations anew where counts have changed: per vendor at most once a second, in one transaction with the note
 * of the change, so that no change is forgotten. Several processes take turns.
 */
@ApplicationScoped
public class EvaluationTick {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final DataSource database;
    private final ChangedDays changedDays;
    private final CountsInUse countsInUse;
    private final AgreementTable agreements;
    private final SeriesCatalog catalog;
    private final Evaluations evaluations;
    private final EvaluationTable table;
    private final OutboxPublisher outbox;
    private final Failpoints failpoints;
    private final RepeatedTasks tasks;
    private final Clock clock;
    private final Timer delay;
    private final Counter published;
    private final Map<String, Instant> lastByVendor = new HashMap<>();
    private LocalDate lastDay = LocalDate.MIN;

    EvaluationTick(
            DataSource database,
            ChangedDays changedDays,
            CountsInUse countsInUse,
            AgreementTable agreements,
            SeriesCatalog catalog,
            Evaluations evaluations,
            EvaluationTable table,
            OutboxPublisher outbox,
            Failpoints failpoints,
            RepeatedTasks tasks,
            Clock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.changedDays = changedDays;
        this.countsInUse = countsInUse;
        this.agreements = agreements;
        this.catalog = catalog;
        this.evaluations = evaluations;
        this.table = table;
        this.outbox = outbox;
        this.failpoints = failpoints;
        this.tasks = tasks;
        this.clock = clock;
        this.delay = Timer.builder("sla.evaluator.evaluation.delay")
                .description("Time from a change of the counts to the evaluation that has it")
                .register(metrics);
        this.published = Counter.builder("sla.evaluator.evaluations.published")
                .description("Evaluations in which a printed value changed")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        tasks.start("evaluate", PAUSE, this::evaluateChanges);
    }

    private void evaluateChanges() throws SQLException {
        Instant now = clock.instant();
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        int changes = 0;
        List<Changed> taken;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                if (!changedDays.lock(connection)) {
                    connection.rollback();
                    return;
                }
                if (!today.equals(lastDay)) {
                    changedDays.noteAll(connection, today);
                    for (AgreementVersions agreement : AgreementVersions.group(agreements.all(connection))) {
                        countsInUse.extendDays(connection, agreement.latest().zone());
                    }
                }
                taken = changedDays.take(connection, notDue(now));
                if (!taken.isEmpty()) {
                    Map<Integer, Series> series = catalog.all();
                    for (AgreementVersions agreement : AgreementVersions.group(agreements.all(connection))) {
                        changes += evaluate(connection, agreement, taken, series, now);
                    }
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
        lastDay = today;
        taken.forEach(changed -> lastByVendor.put(changed.vendor(), now));
        taken.stream()
                .map(Changed::notedAt)
                .min(Instant::compareTo)
                .ifPresent(first -> delay.record(Duration.between(first, clock.instant())));
        if (changes > 0) {
            failpoints.reached(Failpoint.BEFORE_PUBLISH);
            published.increment(changes);
            outbox.wake();
        }
    }

    private List<String> notDue(Instant now) {
        List<String> vendors = new ArrayList<>();
        lastByVendor.forEach((vendor, last) -> {
            if (Duration.between(last, now).compareTo(AT_MOST_EVERY) < 0) {
                vendors.add(vendor);
            }
        });
        return vendors;
    }

    private int evaluate(
            Connection connection,
            AgreementVersions agreement,
            List<Changed> changes,
            Map<Integer, Series> series,
            Instant now)
            throws SQLException {
        Set<YearMonth> months = new TreeSet<>();
        for (Changed changed : changes) {
            if (changed.vendor().equals(agreement.vendor())) {
                ZoneId zone = agreement.latest().zone();
                Instant start = changed.day().atStartOfDay(ZoneOffset.UTC).toInstant();
                months.add(YearMonth.from(start.atZone(zone)));
                months.add(YearMonth.from(
                        start.plus(Duration.ofDays(1)).minusMillis(1).atZone(zone)));
            }
        }
        int published = 0;
        for (YearMonth month : months) {
            Optional<Agreement> version = agreement.of(month);
            if (version.isPresent()) {
                // A day of UTC may touch a month in which nothing happened: that month needs no statement.
                boolean running = version.get().period(month).contains(now);
                Evaluation evaluation = evaluations.of(connection, version.get(), month, series);
                boolean worthIt = running || isAnythingMeasured(evaluation) || table.isKnown(connection, evaluation);
                published += worthIt && table.storeIfChanged(connection, evaluation, now) ? 1 : 0;
            }
        }
        return published;
    }

    private static boolean isAnythingMeasured(Evaluation evaluation) {
        return evaluation.kpis().stream()
                .flatMap(kpi -> kpi.counts().values().stream())
                .anyMatch(count -> count != 0);
    }
}
