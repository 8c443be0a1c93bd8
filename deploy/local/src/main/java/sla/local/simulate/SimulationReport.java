package sla.local.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.math.BigDecimal;

/** The lines that differ and the totals, in plain English. */
final class SimulationReport {
    private final PrintStream out;

    SimulationReport(PrintStream out) {
        this.out = out;
    }

    void print(JsonNode answer) {
        answer.path("periods").forEach(this::printPeriod);
        if (answer.path("periods").size() > 1) {
            out.println("All periods: " + totals(answer));
        }
        answer.path("notes").forEach(note -> out.println("note: " + note.asText()));
        answer.path("warnings")
                .forEach(warning -> out.printf(
                        "warning %s at %s%n    %s%n",
                        warning.path("code").asText(),
                        warning.path("pointer").asText(),
                        warning.path("message").asText()));
    }

    private void printPeriod(JsonNode period) {
        out.println(period.path("period").asText() + (period.has("frozen") ? ", frozen: " : ": ") + totals(period));
        period.path("lines").forEach(line -> out.println("  " + sentence(line)));
    }

    /** {@code bonus 0.00 EUR, malus -1500.00 EUR instead of -2500.00 EUR. That is 1000.00 EUR more for the vendor.} */
    private static String totals(JsonNode of) {
        if (!of.has("bonus") || !of.has("malus")) {
            return "cannot be told, see the notes.";
        }
        BigDecimal difference = amount(of.at("/bonus/difference")).add(amount(of.at("/malus/difference")));
        String currency = of.at("/bonus/after/currency").asText();
        return "bonus " + total(of.path("bonus")) + ", malus " + total(of.path("malus")) + ". "
                + (difference.signum() == 0
                        ? "Nothing more and nothing less for the vendor."
                        : "That is " + difference.abs().toPlainString() + " " + currency
                                + (difference.signum() > 0 ? " more" : " less") + " for the vendor.");
    }

    private static String total(JsonNode total) {
        boolean same = amount(total.path("difference")).signum() == 0;
        return money(total.path("after")) + (same ? "" : " instead of " + money(total.path("before")));
    }

    private static String sentence(JsonNode line) {
        String name = line.path("line").asText();
        if (!line.has("before")) {
            return name + " gives " + gives(line, "after") + ", and was not there before";
        }
        if (!line.has("after")) {
            return name + " is not there any more; it gave " + gives(line, "before");
        }
        String before = gives(line, "before");
        String after = gives(line, "after");
        return name + " gives " + after
                + (after.equals(before) ? " as before, in another way" : " instead of " + before);
    }

    private static String gives(JsonNode line, String side) {
        JsonNode points = line.path(side.equals("before") ? "pointsBefore" : "pointsAfter");
        return points.isMissingNode() ? money(line.path(side)) : points.asText() + " points";
    }

    private static String money(JsonNode money) {
        return money.path("amount").asText() + " " + money.path("currency").asText();
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asText());
    }
}
