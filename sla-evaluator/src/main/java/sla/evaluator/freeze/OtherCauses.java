package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.evaluation.SnapshotPast;
import sla.evaluator.series.SeriesCatalog;
import sla.model.agreement.Agreement;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.LineDifference;

/** Why a frozen period would be otherwise now, besides the records that are named under its lines and charges. */
@ApplicationScoped
class OtherCauses {
    private final SnapshotPast snapshotPast;
    private final SeriesCatalog catalog;

    OtherCauses(SnapshotPast snapshotPast, SeriesCatalog catalog) {
        this.snapshotPast = snapshotPast;
        this.catalog = catalog;
    }

    /**
     * What is known already.
     *
     * @param version that covers the period now
     * @param lines that differ, with their causes
     * @param restored whether the database was filled from a dump since
     * @param sealing what says that records are gone
     * @param ofGates KPIs that have changed and with them what a gate says
     * @param ofResults what follows from the two results alone
     */
    record Found(
            StoredFreeze freeze,
            FrozenInputs inputs,
            Optional<Agreement> version,
            List<LineDifference> lines,
            List<ChargeDifference> charges,
            boolean restored,
            List<OtherCause> sealing,
            Set<String> ofGates,
            List<OtherCause> ofResults) {}

    /** In the caller's transaction, which has repeatable reads. */
    List<OtherCause> of(Connection connection, Found found) throws SQLException {
        StoredFreeze freeze = found.freeze();
        AgreementPeriod then = found.inputs().asPeriod();
        Optional<Agreement> version = found.version();
        List<OtherCause> causes = new ArrayList<>();
        if (version.isEmpty()) {
            causes.add(new OtherCause(
                    OtherCause.Kind.AGREEMENT_ENDED,
                    "No active version of '" + freeze.agreement() + "' covers " + freeze.period()
                            + " any more; it was frozen by version " + freeze.version() + "."));
        } else if (version.get().version() != freeze.version()) {
            causes.add(new OtherCause(
                    OtherCause.Kind.AGREEMENT_VERSION,
                    "Version " + version.get().version() + " of '" + freeze.agreement() + "' covers " + freeze.period()
                            + " now; it was frozen by version " + freeze.version() + "."));
        }
        if (found.restored()) {
            causes.add(new OtherCause(
                    OtherCause.Kind.RESTORED,
                    "The database was filled from a dump after the freeze, so it is not known any more which records"
                            + " came before the cut-off and which after."));
        }
        causes.addAll(rebuilds(connection, freeze, then));
        causes.addAll(found.sealing());
        boolean unexplained = isUnexplained(then.agreement(), found);
        boolean relieved = found.ofResults().stream()
                .anyMatch(cause -> cause.kind() == OtherCause.Kind.RELIEF || cause.kind() == OtherCause.Kind.EXCLUSION);
        if (unexplained && !relieved && causes.isEmpty()) {
            causes.add(new OtherCause(
                    OtherCause.Kind.UNEXPLAINED,
                    "No record changed that explains a line: the counts themselves changed. POST /v1/jobs/verify says"
                            + " whether they are right."));
        }
        causes.addAll(LineCauses.withoutRecords(then.agreement(), found.lines(), found.charges(), found.ofGates()));
        causes.addAll(PastChanges.between(
                found.inputs().past(), snapshotPast.read(connection, then, catalog.all(connection))));
        causes.addAll(found.ofResults());
        return causes;
    }

    private static boolean isUnexplained(Agreement agreement, Found found) {
        return found.lines().stream()
                        .anyMatch(line -> line.causeCount() == 0
                                && LineCauses.isExplainedByRecords(agreement, line.kpi())
                                && (changed(line.numerator()) || changed(line.denominator())))
                || found.charges().stream()
                        .anyMatch(charge -> charge.causeCount() == 0
                                && LineCauses.isExplainedByRecords(agreement, charge.kpi())
                                && (changed(charge.numerator()) || changed(charge.denominator())));
    }

    private static boolean changed(@Nullable BigInteger difference) {
        return difference != null && difference.signum() != 0;
    }

    private static List<OtherCause> rebuilds(Connection connection, StoredFreeze freeze, AgreementPeriod then)
            throws SQLException {
        String sql = "select id, differences from job where kind = 'rebuild' and differences > 0 and finished_at > ?"
                + " and (period is null or period between ? and ?) order by id";
        List<OtherCause> causes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, freeze.frozenAt().atOffset(ZoneOffset.UTC));
            // A rebuild is of a month of UTC.
            select.setString(
                    2, YearMonth.from(then.reach().atOffset(ZoneOffset.UTC)).toString());
            select.setString(
                    3,
                    YearMonth.from(then.period().endExclusive().atOffset(ZoneOffset.UTC))
                            .toString());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    causes.add(new OtherCause(
                            OtherCause.Kind.REBUILD,
                            "The rebuild of job " + row.getLong(1) + " put " + row.getLong(2) + " counts right."));
                }
            }
        }
        return causes;
    }
}
