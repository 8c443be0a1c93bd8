package sla.contract.statement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.contract.statement.CsvRow.Column;
import sla.model.agreement.Agreement;
import sla.model.agreement.Unit;
import sla.model.evaluation.AlertDifference;
import sla.model.evaluation.AlertResult;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Freeze;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.Measure;
import sla.model.evaluation.Origin;
import sla.model.evaluation.RecordCause;
import sla.model.json.Json;
import sla.model.number.Money;
import sla.model.number.Ratio;
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
        statement.lines().forEach(csv::line);
        csv.rows.add(new CsvRow("total", "bonus").amount(statement.bonus()));
        csv.rows.add(new CsvRow("total", "malus").amount(statement.malus()));
        statement.charges().forEach(charge -> csv.rows.add(charge(charge)));
        if (statement.charged() != null) {
            csv.rows.add(new CsvRow("total", "charged").amount(statement.charged()));
        }
        statement.alerts().forEach(alert -> csv.rows.add(alert("alert", alert)));
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
        for (LineDifference line : difference.lines()) {
            rows.add(new CsvRow("difference", line.rule())
                    .with(Column.KPI, line.kpi())
                    .with(Column.RULE, line.rule())
                    .with(Column.CLAUSE, line.clause())
                    .with(Column.NUMERATOR, number(line.numerator()))
                    .with(Column.DENOMINATOR, number(line.denominator()))
                    .amount(line.amount())
                    .with(
                            Column.TEXT,
                            line.after() == null ? null : line.after().sentence())
                    .with(Column.WINDOW, label(line.origin() == null ? line.window() : line.origin())));
            line.causes()
                    .forEach(cause -> rows.add(cause(cause, line.kpi())
                            .with(Column.RULE, line.rule())
                            .with(Column.WINDOW, label(line.window()))));
        }
        for (ChargeDifference charge : difference.charges()) {
            rows.add(new CsvRow("difference-charge", charge.charge())
                    .with(Column.KPI, charge.kpi())
                    .with(Column.CLAUSE, charge.clause())
                    .with(Column.NUMERATOR, number(charge.numerator()))
                    .with(Column.DENOMINATOR, number(charge.denominator()))
                    .amount(charge.amount())
                    .with(
                            Column.TEXT,
                            charge.after() == null ? null : charge.after().sentence()));
            charge.causes()
                    .forEach(cause ->
                            rows.add(cause(cause, charge.kpi()).with(Column.STEP, "charge " + charge.charge())));
        }
        difference
                .otherCauses()
                .forEach(cause -> rows.add(new CsvRow("cause", "")
                        .with(Column.STATE, word(cause.kind()))
                        .with(Column.TEXT, cause.text())));
        for (AlertDifference alert : difference.alerts()) {
            rows.add(
                    alert.after() == null
                            ? new CsvRow("difference-alert", alert.alert())
                                    .with(Column.TITLE, alert.title())
                                    .with(Column.CLAUSE, alert.clause())
                            : alert("difference-alert", alert.after()));
        }
        rows.add(new CsvRow("difference-total", "bonus").amount(difference.bonus()));
        rows.add(new CsvRow("difference-total", "malus").amount(difference.malus()));
        if (difference.charged() != null) {
            rows.add(new CsvRow("difference-total", "charged").amount(difference.charged()));
        }
    }

    private static CsvRow cause(RecordCause cause, @Nullable String kpi) {
        return new CsvRow("cause", cause.recordId())
                .with(Column.KPI, cause.kpi() == null ? kpi : cause.kpi())
                .with(Column.TITLE, cause.source())
                .with(Column.NUMERATOR, cause.numerator().toString())
                .with(Column.DENOMINATOR, cause.denominator().toString())
                .with(Column.STATE, word(cause.what()));
    }

    private static CsvRow alert(String section, AlertResult alert) {
        return new CsvRow(section, alert.alert())
                .with(Column.TITLE, alert.title())
                .with(Column.CLAUSE, alert.clause())
                .with(Column.STATE, alert.raised() ? "raised" : "not-raised")
                .with(Column.TEXT, alert.sentence());
    }

    private static @Nullable String label(@Nullable Period window) {
        return window == null ? null : window.label();
    }

    private static @Nullable String number(@Nullable BigInteger number) {
        return number == null ? null : number.toString();
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

    private void line(Line line) {
        rows.add(new CsvRow("line", line.rule())
                .with(Column.KPI, line.kpi())
                .with(Column.RULE, line.rule())
                .with(Column.CLAUSE, line.clause())
                .with(Column.VALUE, line.value())
                .exact(line.exactAmount())
                .with(Column.SHAPE, line.shape())
                .with(Column.UNIT, line.points() == null ? null : "points")
                .with(
                        Column.NUMERATOR,
                        line.points() == null ? null : line.points().toPlainString())
                .with(Column.STEP, line.step())
                .with(Column.COMPUTATION, line.computation())
                .amount(line.amount())
                .with(Column.TEXT, line.sentence())
                .with(Column.WINDOW, label(line.window())));
        if (line.banked() != null) {
            balance(line, line.banked().bank(), "banked", line.banked().amount());
        }
        if (line.balance() != null) {
            balance(line, line.rule(), "opening", line.balance().opening());
            balance(line, line.rule(), "moved", line.balance().moved());
            balance(line, line.rule(), "settled", line.balance().settled());
            balance(line, line.rule(), "closing", line.balance().closing());
        }
        Origin origin = line.origin();
        if (origin != null) {
            rows.add(new CsvRow("origin", origin.line())
                    .with(Column.RULE, line.rule())
                    .with(Column.VALUE, Integer.toString(origin.periods()))
                    .with(Column.STATE, word(origin.state()))
                    .with(Column.STEP, "cost")
                    .amount(origin.cost())
                    .with(Column.WINDOW, origin.period().label()));
            if (origin.left() != null) {
                rows.add(new CsvRow("origin", origin.line())
                        .with(Column.RULE, line.rule())
                        .with(Column.STEP, "left")
                        .amount(origin.left())
                        .with(Column.WINDOW, origin.period().label()));
            }
        }
        for (Line.CapStep cap : line.caps()) {
            cap(line, cap, "limit", cap.limit());
            cap(line, cap, "used before", cap.usedBefore());
            cap(line, cap, "before", cap.before());
            cap(line, cap, "after", cap.after());
        }
    }

    private void balance(Line line, String bank, String step, Money amount) {
        rows.add(new CsvRow("balance", bank)
                .with(Column.KPI, line.kpi())
                .with(Column.RULE, line.rule())
                .with(Column.STEP, step)
                .amount(amount)
                .with(Column.WINDOW, label(line.window())));
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

    private void cap(Line line, Line.CapStep cap, String step, Ratio exact) {
        rows.add(new CsvRow("cap", cap.cap())
                .with(Column.KPI, line.kpi())
                .with(Column.RULE, line.rule())
                .with(Column.CLAUSE, cap.clause())
                .with(Column.STEP, step)
                .exact(exact)
                .with(Column.WINDOW, label(line.window())));
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

    /** The word that JSON uses too. */
    private static String word(Enum<?> constant) {
        JsonNode word = Json.MAPPER.valueToTree(constant);
        return word.textValue();
    }
}
