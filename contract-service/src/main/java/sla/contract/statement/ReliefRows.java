package sla.contract.statement;

import static sla.contract.statement.CsvRow.label;
import static sla.contract.statement.CsvRow.word;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.contract.statement.CsvRow.Column;
import sla.model.evaluation.Evaluation.WithoutExclusions;
import sla.model.evaluation.ReliefResult;
import sla.model.term.Exclusion;
import sla.model.term.TermEntry;

/** What is not held against the vendor as rows: each relief with what it changed, then the totals without exclusions. */
final class ReliefRows {
    private ReliefRows() {}

    static List<CsvRow> of(List<ReliefResult> reliefs, @Nullable WithoutExclusions without) {
        List<CsvRow> rows = new ArrayList<>();
        reliefs.forEach(relief -> relief(rows, relief));
        if (without != null) {
            rows.add(new CsvRow("total-without-exclusions", "bonus").amount(without.bonus()));
            rows.add(new CsvRow("total-without-exclusions", "malus").amount(without.malus()));
        }
        return rows;
    }

    private static void relief(List<CsvRow> rows, ReliefResult relief) {
        CsvRow row = new CsvRow("relief", relief.id())
                .with(Column.CLAUSE, relief.clause())
                .with(Column.SHAPE, relief.kind())
                .with(Column.TEXT, relief.sentence());
        rows.add(row);
        if (relief.exclusion() != null) {
            exclusion(rows, row, relief.exclusion());
        }
        for (ReliefResult.KpiChange kpi : relief.kpis()) {
            rows.add(new CsvRow("relieved-kpi", relief.id())
                    .with(Column.KPI, kpi.kpi())
                    .with(Column.WINDOW, label(kpi.window()))
                    .with(Column.COMPUTATION, plain(kpi.without()))
                    .with(Column.VALUE, kpi.with()));
            kpi.leftOut()
                    .forEach((name, count) -> rows.add(new CsvRow("relieved-count", relief.id())
                            .with(Column.KPI, kpi.kpi())
                            .with(Column.STEP, name)
                            .with(Column.VALUE, count.toString())
                            .with(Column.WINDOW, label(kpi.window()))));
        }
        for (ReliefResult.LineChange line : relief.lines()) {
            rows.add(new CsvRow("relieved-line", relief.id())
                    .with(Column.RULE, line.rule())
                    .with(Column.WINDOW, label(line.window()))
                    .with(Column.COMPUTATION, plain(line.without()))
                    .with(Column.VALUE, line.with()));
        }
    }

    private static void exclusion(List<CsvRow> rows, CsvRow row, Exclusion exclusion) {
        String what = exclusion.from() == null || exclusion.to() == null
                ? exclusion.records().stream()
                        .map(record -> record.source() + '/' + record.recordId())
                        .collect(Collectors.joining(" "))
                : exclusion.from() + "/" + exclusion.to();
        row.with(Column.LOT, String.join(" ", exclusion.lots()))
                .with(Column.KPI, String.join(" ", exclusion.kpis()))
                .with(Column.VALUE, what)
                .with(Column.STATE, word(exclusion.kind()));
        for (TermEntry entry : exclusion.history()) {
            rows.add(new CsvRow("relief-entry", exclusion.id())
                    .with(Column.TITLE, entry.by())
                    .with(Column.VALUE, entry.at().toString())
                    .with(Column.STATE, word(entry.status()))
                    .with(Column.TEXT, entry.note()));
        }
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
