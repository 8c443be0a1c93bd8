package sla.bench.throughput;

import java.io.PrintStream;
import java.util.Locale;
import sla.bench.baseline.Baseline;
import sla.bench.measure.Output;
import sla.bench.measure.Progress;
import sla.bench.profile.Hotspots;

/** Prints what was measured. */
final class Report {
    private static final long WINDOW_SECONDS = 5;
    private static final long SECOND = 1_000_000_000;

    private final PrintStream out;
    private final Output output;

    Report(PrintStream out) {
        this.out = out;
        this.output = new Output(out);
    }

    void ours(Measurement.Result result) {
        say("");
        say(
                "PRODUCT     %,d events/s from Kafka to committed counts: %,d events in %s s",
                result.eventsPerSecond(), result.messages() - result.headStart(), seconds(result.countedAfter()));
        say(
                "            from the moment all services were ready; %,d events that sla-ingest had passed on by then"
                        + " are left out",
                result.headStart());
        rates(result.counted().rates(result.begin(), result.begin() + result.countedAfter(), WINDOW_SECONDS));
        thirds(result.counted(), result.begin(), result.countedAfter());
        say(
                "            on average %.1f contacts in each cell that has any",
                (double) result.contacts() / Math.max(1, result.cells()));
        say(
                "            sla-ingest was through after %s s, the last count was folded after %s s",
                seconds(result.ingestedAfter()), seconds(result.foldedAfter()));
        output.costs(result.cpuMillis(), result.machine(), result.messages() - result.headStart());
        output.memory("most memory seen", result.usage().mostMemory());
        profile(result);
    }

    void baseline(Baseline.Result baseline, Measurement.Result ours) {
        long rate = baseline.events() * SECOND / baseline.nanos();
        say("");
        say(
                "BARE PARTS  %,d events/s: the same bytes through consume, parse, produce, consume, parse, COPY; %,d in"
                        + " %s s",
                rate, baseline.events(), seconds(baseline.nanos()));
        rates(baseline.progress().rates(baseline.begin(), baseline.begin() + baseline.nanos(), WINDOW_SECONDS));
        thirds(baseline.progress(), baseline.begin(), baseline.nanos());
        output.costs(baseline.cpuMillis(), baseline.machine(), baseline.events());
        say("");
        long warmRate = warm(baseline.progress(), baseline.begin(), baseline.nanos());
        long ourWarmRate = warm(ours.counted(), ours.begin(), ours.countedAfter());
        say(
                "RATIO       the product runs at %.2f of the bare parts; without the first third of the time, %,d to %,d"
                        + " events/s, at %.2f",
                (double) ours.eventsPerSecond() / rate,
                ourWarmRate,
                warmRate,
                (double) ourWarmRate / Math.max(1, warmRate));
    }

    /** Whether it gets faster as the code is compiled, and stays as fast while the tables grow. */
    private void thirds(Progress progress, long begin, long nanos) {
        long third = nanos / 3;
        say(
                "            in the first third of the time %,d, in the second %,d, in the last %,d events/s",
                progress.rate(begin, begin + third),
                progress.rate(begin + third, begin + 2 * third),
                progress.rate(begin + 2 * third, begin + nanos));
    }

    /** The rate without the first third of the time, in which most of the code is compiled. */
    private static long warm(Progress progress, long begin, long nanos) {
        return progress.rate(begin + nanos / 3, begin + nanos);
    }

    private void rates(Progress.Rates rates) {
        long middle = Math.max(1, rates.percentile(50));
        say(
                "            in windows of %d s: p5 %,d, p50 %,d, p95 %,d events/s; spread (p95 - p5) / p50 %.2f",
                WINDOW_SECONDS,
                rates.percentile(5),
                rates.percentile(50),
                rates.percentile(95),
                (double) (rates.percentile(95) - rates.percentile(5)) / middle);
    }

    private void profile(Measurement.Result result) {
        result.recordings().forEach((name, file) -> {
            say("");
            say("PROFILE     %s (%s)", name, file);
            say("  processor time by thread of the JVM");
            result.threads()
                    .getOrDefault(name, java.util.List.of())
                    .forEach(thread -> say("    %8.1f s  %s", thread.millis() / 1000.0, thread.name()));
            out.print(Hotspots.of(file).describe(12));
        });
        String statements = result.statements();
        if (statements != null) {
            say("");
            say("PROFILE     statements of the database, by their time (a statement waits too)");
            out.print(statements);
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a dependency
    private void say(String format, Object... values) {
        output.say(format, values);
    }
}
