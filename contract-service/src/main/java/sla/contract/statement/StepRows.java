package sla.contract.statement;

import static sla.contract.statement.CsvRow.label;
import static sla.contract.statement.CsvRow.word;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.contract.statement.CsvRow.Column;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;
import sla.model.evaluation.Repeat;
import sla.model.time.Period;

/** What lies between the computation of a line and its exact amount or points as rows, in the order in which it applies. */
final class StepRows {
    private StepRows() {}

    /** @param part if the period of the statement is not a whole one */
    static List<CsvRow> of(Line line, Period.@Nullable Part part) {
        List<CsvRow> rows = new ArrayList<>();
        if (part != null && isProRata(line, part)) {
            rows.add(row("pro-rata", line)
                    .with(Column.NUMERATOR, Integer.toString(part.days()))
                    .with(Column.DENOMINATOR, Integer.toString(part.of())));
        }
        if (line.repeat() != null) {
            rows.add(repeat(line, line.repeat()));
        }
        Gate gate = line.gate();
        if (gate != null) {
            rows.add(row("gate", line).with(Column.STATE, word(gate.answer())).with(Column.TEXT, gate.condition()));
            gate.checks().forEach(check -> rows.add(check(line, check)));
        }
        return rows;
    }

    /** A line says it in its sentence alone. */
    private static boolean isProRata(Line line, Period.Part part) {
        return line.sentence().contains(". Pro rata for " + part.days() + " of " + part.of() + " days: ");
    }

    private static CsvRow repeat(Line line, Repeat repeat) {
        return row("repeat", line)
                .with(Column.NUMERATOR, Integer.toString(repeat.number()))
                .with(Column.VALUE, repeat.times())
                .with(Column.TEXT, repeat.words());
    }

    private static CsvRow check(Line line, Gate.Check check) {
        return new CsvRow("gate-check", check.about())
                .with(Column.KPI, check.kpi())
                .with(Column.RULE, line.rule())
                .with(Column.UNIT, word(check.unit()))
                .with(Column.VALUE, check.value())
                .with(Column.TARGET, check.asked())
                .with(Column.STATE, word(check.answer()))
                .with(
                        Column.TEXT,
                        check.counted() == null ? null : check.counted().words())
                .with(Column.WINDOW, label(line.window()));
    }

    private static CsvRow row(String section, Line line) {
        return new CsvRow(section, line.rule())
                .with(Column.KPI, line.kpi())
                .with(Column.RULE, line.rule())
                .with(Column.WINDOW, label(line.window()));
    }
}
