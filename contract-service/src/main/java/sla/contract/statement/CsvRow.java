package sla.contract.statement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Measure;
import sla.model.json.Json;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** One line of a statement's CSV while its cells are filled; what is not filled stays empty. */
final class CsvRow {
    /** The columns in their order. The layout is described in {@code docs/rest.md}. */
    enum Column {
        SECTION,
        ID,
        KPI,
        RULE,
        TITLE,
        CLAUSE,
        LOT,
        FORMULA,
        UNIT,
        VALUE,
        NUMERATOR,
        DENOMINATOR,
        EXACT_NUMERATOR,
        EXACT_DENOMINATOR,
        ROUNDING,
        TARGET,
        STATE,
        SHAPE,
        STEP,
        COMPUTATION,
        AMOUNT,
        CURRENCY,
        TEXT,
        WINDOW
    }

    private final Map<Column, String> cells = new EnumMap<>(Column.class);

    CsvRow(String section, String id) {
        with(Column.SECTION, section).with(Column.ID, id);
    }

    static String header() {
        return Csv.row(Arrays.stream(Column.values())
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList());
    }

    CsvRow with(Column column, @Nullable String text) {
        if (text != null) {
            cells.put(column, text);
        }
        return this;
    }

    CsvRow with(Column column, @Nullable BigDecimal number) {
        return with(column, number == null ? null : number.toPlainString());
    }

    /** Numerator and denominator apart: written as 1/2 a spreadsheet would take it for a day of the year. */
    CsvRow exact(@Nullable Ratio ratio) {
        return ratio == null
                ? this
                : with(Column.EXACT_NUMERATOR, ratio.numerator().toString())
                        .with(Column.EXACT_DENOMINATOR, ratio.denominator().toString());
    }

    /** What was counted, not in lowest terms and in the units of the counts, as in JSON. */
    CsvRow counted(Measure measure) {
        return switch (measure) {
            case Measure.Measured(var numerator, var denominator, var _) ->
                with(Column.NUMERATOR, numerator.toString()).with(Column.DENOMINATOR, denominator.toString());
            case Measure.OfParts(var numerator, var denominator, var _, var _) ->
                with(Column.NUMERATOR, numerator.toString()).with(Column.DENOMINATOR, denominator.toString());
            case Measure.NotMeasured _ -> this;
        };
    }

    CsvRow amount(Money money) {
        return with(Column.AMOUNT, money.amount()).with(Column.CURRENCY, money.currency());
    }

    @Override
    public String toString() {
        return Csv.row(Arrays.stream(Column.values())
                .map(column -> cells.getOrDefault(column, ""))
                .toList());
    }

    /** The word that JSON uses too. */
    static String word(Enum<?> constant) {
        JsonNode word = Json.MAPPER.valueToTree(constant);
        return Objects.requireNonNull(word.textValue());
    }

    static @Nullable String label(@Nullable Period period) {
        return period == null ? null : period.label();
    }
}
