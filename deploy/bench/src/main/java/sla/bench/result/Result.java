package sla.bench.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import sla.bench.counts.GeneratedCounts;
import sla.bench.load.Stage;
import sla.bench.measure.Latencies;
import sla.bench.measure.Output;
import sla.bench.plan.TrafficPlan;
import sla.bench.result.ResultCommand.Settings;
import sla.bench.system.BenchException;
import sla.bench.system.Installation;
import sla.bench.system.Ports;
import sla.bench.system.RestClient;
import sla.embedded.EmbeddedDatabase;

/** The same questions about the same month with ever more contacts in it. */
final class Result {
    /** Of the agreements. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private static final long FLOOR_NANOS = 100_000_000;
    private static final long FLOOR_CONTACTS = 10_000_000;

    private final Installation installation;
    private final Ports ports;
    private final Settings settings;
    private final Output output;
    private final List<Question> questions;
    /** The warm p50 of each question by contacts. */
    private final Map<String, List<String>> growth = new LinkedHashMap<>();

    Result(Installation installation, Ports ports, Settings settings, PrintStream out) {
        this.installation = installation;
        this.ports = ports;
        this.settings = settings;
        this.output = new Output(out);
        this.questions = Question.of(settings.month(), ZONE.getId());
    }

    /** Whether every answer counted all contacts. */
    boolean run() {
        boolean equal = true;
        List<String> sizes = new ArrayList<>();
        for (int i = 0; i < settings.contacts().size(); i++) {
            TrafficPlan plan = settings.plan(settings.contacts().get(i));
            sizes.add(String.format(Locale.ROOT, "%,d", plan.contacts()));
            generate(plan, i == 0);
            equal &= measure(plan);
        }
        output.say("");
        output.say("GROWTH      warm p50 in ms (in brackets the rows that are summed), by contacts of the month");
        output.say("    %-38s %s", "", columns(sizes));
        growth.forEach((title, times) -> output.say("    %-38s %s", title, columns(times)));
        return equal;
    }

    private static String columns(List<String> texts) {
        StringBuilder line = new StringBuilder();
        texts.forEach(text -> line.append(String.format(Locale.ROOT, "%24s", text)));
        return line.toString();
    }

    private void generate(TrafficPlan plan, boolean first) {
        try (Stage stage =
                first ? Stage.prepare(installation, ports, settings.month()) : Stage.start(installation, ports)) {
            if (first) {
                output.print(stage.describe(installation.root()));
            }
            long begin = System.nanoTime();
            GeneratedCounts.Size size = GeneratedCounts.replace(stage.jdbcUrl(), plan, ZONE);
            output.say("");
            output.say(
                    "counts      of %,d contacts (seed %d, %s) made in %d s: %,d quarter-hours, %,d days, %,d of scores",
                    plan.contacts(),
                    settings.seed(),
                    settings.month(),
                    (System.nanoTime() - begin) / 1_000_000_000,
                    size.cells(),
                    size.days(),
                    size.qualities());
            stage.awaitCalm();
        }
    }

    /** Processes and database anew: only what the operating system still has of the files is warm. */
    private boolean measure(TrafficPlan plan) {
        try (Stage stage = Stage.start(installation, ports)) {
            boolean equal = true;
            for (Question question : questions) {
                equal &= measure(stage, question, plan);
            }
            return equal;
        }
    }

    private boolean measure(Stage stage, Question question, TrafficPlan plan) {
        boolean first = question.equals(questions.getFirst());
        RestClient evaluator = stage.services().evaluator();
        long cold = time(() -> evaluator.getText(question.url()).length());
        for (int i = 0; i < settings.rounds(); i++) {
            evaluator.getText(question.url());
        }
        Latencies warm = rounds(() -> evaluator.getText(question.url()).length());
        Latencies bare;
        long rows;
        try (Connection connection = DriverManager.getConnection(
                stage.jdbcUrl() + "?currentSchema=evaluator&user=" + EmbeddedDatabase.NAME)) {
            rows = number(connection, question.rows());
            number(connection, question.plainSum());
            bare = rounds(() -> number(connection, question.plainSum()));
        } catch (SQLException e) {
            throw new BenchException("The database cannot be reached", e);
        }
        growth.computeIfAbsent(question.title(), _ -> new ArrayList<>())
                .add(String.format(Locale.ROOT, "%s (%,d)", Latencies.millis(warm.percentile(50)), rows));
        output.say("");
        output.say("PRODUCT     %s: GET %s", question.title(), question.url());
        output.say(
                "            cold %s ms%s; warm %s",
                Latencies.millis(cold), first ? ", the first answer of its process" : "", warm.describe());
        if (first && plan.contacts() >= FLOOR_CONTACTS * 9 / 10 && plan.contacts() <= FLOOR_CONTACTS * 11 / 10) {
            output.say(
                    "            %s",
                    Output.floor(warm.percentile(50) <= FLOOR_NANOS, "p50 100 ms warm with 10 million contacts"));
        }
        output.say("BARE PARTS  the plain sum over the same %,d rows: %s", rows, bare.describe());
        output.say("RATIO       %.1f at p50", (double) warm.percentile(50) / Math.max(1, bare.percentile(50)));
        return !first || countsAll(evaluator, plan);
    }

    /** A fast answer that leaves contacts out would be worth nothing. */
    private boolean countsAll(RestClient evaluator, TrafficPlan plan) {
        long counted = 0;
        for (String outcomes : List.of("offered", "refused", "left-in-menu", "self-served")) {
            JsonNode rows = evaluator
                    .getJson(Question.volume(settings.month(), ZONE.getId(), outcomes))
                    .get("rows");
            counted += rows.get(0).get("metrics").get(0).get("numerator").longValue();
        }
        output.say(
                "totals      %s: %,d contacts counted",
                counted == plan.contacts() ? "equal to the plan" : "NOT EQUAL to the plan", counted);
        return counted == plan.contacts();
    }

    private Latencies rounds(LongSupplier question) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < settings.rounds(); i++) {
            latencies.add(time(question));
        }
        return latencies;
    }

    private static long time(LongSupplier question) {
        long begin = System.nanoTime();
        long _ = question.getAsLong();
        return System.nanoTime() - begin;
    }

    private static long number(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("The database did not answer", e);
        }
    }
}
