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
        period.path("lines").forEach(line -> out.println("  " + sentence(line.path("line"), line, "gives", "gave")));
        period.path("charges")
                .forEach(charge -> out.println("  charge " + sentence(charge.path("charge"), charge, "is", "was")));
        period.path("alerts").forEach(alert -> out.println("  alert " + ofAlert(alert)));
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
                                + (difference.signum() > 0 ? " more" : " less") + " for the vendor.")
                + (of.has("charged") ? " Charged: " + total(of.path("charged")) + "." : "");
    }

    private static String total(JsonNode total) {
        boolean same = amount(total.path("difference")).signum() == 0;
        return money(total.path("after")) + (same ? "" : " instead of " + money(total.path("before")));
    }

    private static String sentence(JsonNode id, JsonNode line, String now, String then) {
        String name = id.asText();
        if (!line.has("before")) {
            return name + " " + now + " " + gives(line, "after") + ", and was not there before";
        }
        if (!line.has("after")) {
            return name + " is not there any more; it " + then + " " + gives(line, "before");
        }
        String before = gives(line, "before");
        String after = gives(line, "after");
        return name + " " + now + " " + after
                + (after.equals(before) ? " as before, in another way" : " instead of " + before);
    }

    private static String ofAlert(JsonNode alert) {
        String name = alert.path("alert").asText();
        if (!alert.has("after")) {
            return name + " is not there any more; it was " + raised(alert, "before");
        }
        String after = name + " is " + raised(alert, "after");
        if (!alert.has("before")) {
            return after + ", and was not there before";
        }
        return after + (alert.path("before").equals(alert.path("after")) ? " as before, for other reasons" : " now");
    }

    private static String raised(JsonNode alert, String side) {
        return alert.path(side).asBoolean() ? "raised" : "not raised";
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
