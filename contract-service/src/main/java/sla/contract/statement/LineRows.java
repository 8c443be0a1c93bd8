package sla.contract.statement;

import static sla.contract.statement.CsvRow.label;
import static sla.contract.statement.CsvRow.word;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.contract.statement.CsvRow.Column;
import sla.model.evaluation.Corrected;
import sla.model.evaluation.Deferred;
import sla.model.evaluation.Line;
import sla.model.evaluation.Origin;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** A line as rows: itself, what its amount went through, where it goes or comes from, and each cap that cut it. */
final class LineRows {
    private LineRows() {}

    /** @param part if the period of the statement is not a whole one */
    static List<CsvRow> of(Line line, Period.@Nullable Part part) {
        List<CsvRow> rows = new ArrayList<>();
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
                .with(Column.WINDOW, label(line.about())));
        rows.addAll(StepRows.of(line, part));
        if (line.banked() != null) {
            balance(rows, line, line.banked().bank(), "banked", line.banked().amount());
        }
        if (line.balance() != null) {
            balance(rows, line, line.rule(), "opening", line.balance().opening());
            balance(rows, line, line.rule(), "moved", line.balance().moved());
            balance(rows, line, line.rule(), "settled", line.balance().settled());
            balance(rows, line, line.rule(), "closing", line.balance().closing());
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
        Deferred deferred = line.deferred();
        if (deferred != null) {
            rows.add(new CsvRow("deferred", deferred.base())
                    .with(Column.RULE, line.rule())
                    .exact(deferred.share())
                    .with(Column.COMPUTATION, String.join(" + ", deferred.charges())));
        }
        for (Line.CapStep cap : line.caps()) {
            rows.add(cap(line, cap, "limit", cap.limit()).with(Column.COMPUTATION, cap.of()));
            rows.add(cap(line, cap, "used before", cap.usedBefore()).with(Column.TEXT, usedBefore(cap)));
            rows.add(cap(line, cap, "before", cap.before()));
            rows.add(cap(line, cap, "after", cap.after()));
        }
        return rows;
    }

    private static void balance(List<CsvRow> rows, Line line, String bank, String step, Money amount) {
        rows.add(new CsvRow("balance", bank)
                .with(Column.KPI, line.kpi())
                .with(Column.RULE, line.rule())
                .with(Column.STEP, step)
                .amount(amount)
                .with(Column.WINDOW, label(line.window())));
    }

    private static @Nullable String usedBefore(Line.CapStep cap) {
        String words = (cap.since() == null ? "" : "since " + cap.since()) + Corrected.words(cap.corrected());
        return words.isEmpty() ? null : words;
    }

    private static CsvRow cap(Line line, Line.CapStep cap, String step, Ratio exact) {
        return new CsvRow("cap", cap.cap())
                .with(Column.KPI, line.kpi())
                .with(Column.RULE, line.rule())
                .with(Column.CLAUSE, cap.clause())
                .with(Column.STEP, step)
                .exact(exact)
                .with(Column.WINDOW, label(line.window()));
    }
}
