package sla.contract.statement;

import static sla.contract.statement.CsvRow.label;
import static sla.contract.statement.CsvRow.word;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.contract.statement.CsvRow.Column;
import sla.model.agreement.Agreement;
import sla.model.agreement.Unit;
import sla.model.evaluation.AlertResult;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Freeze;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Measure;
import sla.model.time.Period;

/** A statement as one flat table: a first column says what a row is, and every row has the same columns. */
final class StatementCsv {
    private final List<CsvRow> rows = new ArrayList<>();

    private StatementCsv() {}

    static String write(Statement statement) {
        StatementCsv csv = new StatementCsv();
        csv.head(statement);
        csv.parties(statement);
        statement.sources().forEach(csv::source);
        statement.kpis().forEach(csv::kpi);
        Period.Part part = statement.period().part();
        statement.lines().forEach(line -> csv.rows.addAll(LineRows.of(line, part)));
        csv.rows.add(new CsvRow("total", "bonus").amount(statement.bonus()));
        csv.rows.add(new CsvRow("total", "malus").amount(statement.malus()));
        statement.charges().forEach(charge -> csv.rows.add(charge(charge)));
        if (statement.charged() != null) {
            csv.rows.add(new CsvRow("total", "charged").amount(statement.charged()));
        }
        statement.alerts().forEach(alert -> csv.rows.add(alert("alert", alert)));
        csv.rows.addAll(ClaimRows.of(statement.claims()));
        csv.rows.addAll(ReliefRows.of(statement.reliefs(), statement.withoutExclusions()));
        csv.frozen(statement);
        csv.completeness("all", statement.completeness());
        statement.sources().forEach(source -> csv.completeness(source.id(), source.completeness()));
        statement.interpretations().forEach(csv::interpretation);
        statement.notes().forEach(note -> csv.rows.add(new CsvRow("note", "").with(Column.TEXT, note)));
        return csv.rows.stream().map(CsvRow::toString).collect(Collectors.joining("", CsvRow.header(), ""));
    }

    private void head(Statement statement) {
        fact("id", statement.id());
        fact("status", word(statement.status()));
        fact("live", Boolean.toString(statement.live()));
        fact("agreement", statement.agreement());
        fact("version", Integer.toString(statement.version()));
        fact("title", statement.title());
        fact("sequence", Long.toString(statement.sequence()));
        fact("evaluatedAt", statement.evaluatedAt().toString());
        fact("purchaseOrder", statement.purchaseOrder());
        fact("taxTreatment", statement.taxTreatment());
        fact("period", statement.period().label());
        fact("zone", statement.period().zone().getId());
        fact("startInclusive", statement.period().startInclusive().toString());
        fact("endExclusive", statement.period().endExclusive().toString());
        Period.Part part = statement.period().part();
        if (part != null) {
            fact("days", part.days() + " of " + part.of());
        }
    }

    private void fact(String name, @Nullable String value) {
        if (value != null) {
            rows.add(new CsvRow("statement", name).with(Column.VALUE, value));
        }
    }

    private void parties(Statement statement) {
        Statement.Party buyer = statement.buyer();
        if (buyer != null) {
            rows.add(new CsvRow("party", "buyer")
                    .with(Column.TITLE, buyer.legalName())
                    .with(Column.VALUE, buyer.vatId()));
        }
        Statement.Vendor vendor = statement.vendor();
        rows.add(new CsvRow("party", "vendor")
                .with(Column.TITLE, vendor.legalName())
                .with(Column.VALUE, vendor.vatId())
                .with(Column.TEXT, vendor.id()));
    }

    private void source(Statement.StatementSource source) {
        rows.add(new CsvRow("source", source.id())
                .with(Column.TITLE, source.title())
                .with(Column.VALUE, seconds(source.clockResolution()))
                .with(Column.UNIT, "seconds"));
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis()).movePointLeft(3).stripTrailingZeros();
    }

    private void kpi(KpiResult kpi) {
        rows.add(new CsvRow("kpi", kpi.kpi())
                .with(Column.KPI, kpi.kpi())
                .with(Column.TITLE, kpi.title())
                .with(Column.CLAUSE, kpi.clause())
                .with(Column.LOT, kpi.lot())
                .with(Column.FORMULA, kpi.formula())
                .with(Column.UNIT, word(kpi.unit()))
                .with(Column.VALUE, kpi.value())
                .counted(kpi.measure())
                .exact(kpi.exact())
                .with(Column.ROUNDING, kpi.rounding())
                .with(Column.TARGET, kpi.target())
                .with(Column.STATE, word(kpi.targetState()))
                .with(Column.TEXT, text(kpi))
                .with(Column.WINDOW, label(kpi.window())));
        kpi.counts()
                .forEach((name, count) -> rows.add(new CsvRow("count", name)
                        .with(Column.KPI, kpi.kpi())
                        .with(Column.VALUE, count.toString())
                        .with(Column.WINDOW, label(kpi.window()))));
        List<KpiResult.Part> parts = kpi.parts() == null ? List.of() : kpi.parts();
        for (KpiResult.Part part : parts) {
            rows.add(new CsvRow("part", part.startInclusive().toString())
                    .with(Column.KPI, kpi.kpi())
                    .with(Column.VALUE, part.value())
                    .counted(part.measure())
                    .with(Column.STATE, word(part.state()))
                    .with(Column.WINDOW, label(kpi.window())));
        }
    }

    private void frozen(Statement statement) {
        Freeze freeze = statement.freeze();
        if (freeze != null) {
            fact("freeze", freeze.id());
            fact("frozenAt", freeze.frozenAt().toString());
        }
        Difference difference = statement.difference();
        if (difference == null) {
            return;
        }
        fact("differenceNumber", Integer.toString(difference.number()));
        fact("differenceFoundAt", difference.foundAt().toString());
        rows.addAll(DifferenceRows.of(difference));
    }

    static CsvRow alert(String section, AlertResult alert) {
        return new CsvRow(section, alert.alert())
                .with(Column.TITLE, alert.title())
                .with(Column.CLAUSE, alert.clause())
                .with(Column.STATE, alert.raised() ? "raised" : "not-raised")
                .with(Column.TEXT, alert.sentence());
    }

    private static @Nullable String text(KpiResult kpi) {
        String notMeasured = switch (kpi.measure()) {
            case Measure.Measured _, Measure.OfParts _ -> null;
            case Measure.NotMeasured(String reason, var _, var _) -> "not measured: " + reason;
        };
        if (!kpi.reportedOnly()) {
            return notMeasured;
        }
        return notMeasured == null ? "reported only" : "reported only; " + notMeasured;
    }

    private void interpretation(Agreement.Interpretation interpretation) {
        rows.add(new CsvRow("interpretation", Objects.requireNonNullElse(interpretation.about(), ""))
                .with(Column.TITLE, interpretation.author())
                .with(Column.CLAUSE, interpretation.clause())
                .with(Column.VALUE, interpretation.date().toString())
                .with(Column.STATE, interpretation.warning())
                .with(Column.TEXT, interpretation.reading()));
    }

    private static CsvRow charge(ChargeLine charge) {
        return new CsvRow("charge", charge.charge())
                .with(Column.KPI, charge.kpi())
                .with(Column.TITLE, charge.title())
                .with(Column.CLAUSE, charge.clause())
                .with(Column.LOT, charge.lot())
                .with(Column.UNIT, charge.unit() == null ? null : word(charge.unit()))
                .with(Column.VALUE, charge.quantity())
                .exact(charge.exactAmount())
                .with(Column.STATE, charge.passThrough() ? "pass-through" : null)
                .with(Column.SHAPE, charge.shape())
                .with(Column.COMPUTATION, charge.computation())
                .amount(charge.amount())
                .with(Column.TEXT, charge.sentence());
    }

    private void completeness(String id, Completeness completeness) {
        CsvRow row = new CsvRow("completeness", id);
        rows.add(
                switch (completeness) {
                    case Completeness.NotDeclared() -> row.with(Column.STATE, "not-declared");
                    case Completeness.Declared declared ->
                        row.with(Column.STATE, "declared")
                                .with(Column.UNIT, word(Unit.PERCENT))
                                .with(Column.VALUE, declared.percent())
                                .with(Column.NUMERATOR, Long.toString(declared.declared() - declared.missing()))
                                .with(Column.DENOMINATOR, Long.toString(declared.declared()))
                                .with(Column.TEXT, words(declared));
                });
    }

    private static String words(Completeness.Declared declared) {
        return "declared intervals: " + declared.intervals() + "; contacts declared: " + declared.declared()
                + ", received: " + declared.received() + ", missing: " + declared.missing() + ", extra: "
                + declared.extra() + ", received undeclared: " + declared.undeclared();
    }
}
