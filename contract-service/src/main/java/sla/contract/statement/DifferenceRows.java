package sla.contract.statement;

import static sla.contract.statement.CsvRow.label;
import static sla.contract.statement.CsvRow.word;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.contract.statement.CsvRow.Column;
import sla.model.evaluation.AlertDifference;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.Difference;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.RecordCause;

/** A difference as rows: its lines, charges and alerts with their causes, then its totals. */
final class DifferenceRows {
    private DifferenceRows() {}

    static List<CsvRow> of(Difference difference) {
        List<CsvRow> rows = new ArrayList<>();
        for (LineDifference line : difference.lines()) {
            rows.add(new CsvRow("difference", line.rule())
                    .with(Column.KPI, line.kpi())
                    .with(Column.RULE, line.rule())
                    .with(Column.CLAUSE, line.clause())
                    .with(Column.NUMERATOR, number(line.numerator()))
                    .with(Column.DENOMINATOR, number(line.denominator()))
                    .with(Column.SHAPE, line.owedFor() == null ? null : "owed")
                    .amount(line.amount())
                    .with(
                            Column.TEXT,
                            line.after() == null ? null : line.after().sentence())
                    .with(Column.WINDOW, label(line.about())));
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
                            : StatementCsv.alert("difference-alert", alert.after()));
        }
        rows.add(new CsvRow("difference-total", "bonus").amount(difference.bonus()));
        rows.add(new CsvRow("difference-total", "malus").amount(difference.malus()));
        if (difference.charged() != null) {
            rows.add(new CsvRow("difference-total", "charged").amount(difference.charged()));
        }
        return rows;
    }

    private static CsvRow cause(RecordCause cause, @Nullable String kpi) {
        return new CsvRow("cause", cause.recordId())
                .with(Column.KPI, cause.kpi() == null ? kpi : cause.kpi())
                .with(Column.TITLE, cause.source())
                .with(Column.NUMERATOR, cause.numerator().toString())
                .with(Column.DENOMINATOR, cause.denominator().toString())
                .with(Column.STATE, word(cause.what()));
    }

    private static @Nullable String number(@Nullable BigInteger number) {
        return number == null ? null : number.toString();
    }
}
