package sla.local.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The published sums of one month of the Anonymous Bank.
 *
 * @param queues by queue
 * @param all of the row ALL
 * @param calls rows that are calls: all but PHANTOM
 */
record ReferenceFigures(String month, RecordFile file, Map<String, Figures> queues, Figures all, long calls) {
    /** Beside the repository, where it is kept with all months. */
    private static final Path ALL_MONTHS = Path.of("../../../shared/data/anonymous-bank-1999");

    private static final List<String> SHIPPED = List.of("1999-01", "1999-02");

    /** Waits and handling in milliseconds; waits are those of the answered. */
    record Figures(
            long answered,
            long abandoned,
            long leftInMenu,
            long offered,
            long waitMillis,
            long handleMillis,
            long answeredWithin20) {
        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

        static Figures of(String[] column) {
            return new Figures(
                    Long.parseLong(column[3]),
                    Long.parseLong(column[4]),
                    Long.parseLong(column[5]),
                    Long.parseLong(column[7]),
                    Long.parseLong(column[8]) * 1000,
                    Long.parseLong(column[9]) * 1000,
                    Long.parseLong(column[10]));
        }

        Figures plus(Figures other) {
            return new Figures(
                    answered + other.answered,
                    abandoned + other.abandoned,
                    leftInMenu + other.leftInMenu,
                    offered + other.offered,
                    waitMillis + other.waitMillis,
                    handleMillis + other.handleMillis,
                    answeredWithin20 + other.answeredWithin20);
        }
    }

    /** The shipped months, and the others where they are. */
    static List<ReferenceFigures> ofEveryMonth() throws IOException {
        try (var shipped = ReferenceFigures.class.getResourceAsStream("/reference.csv")) {
            List<String> lines = new String(shipped.readAllBytes()).lines().toList();
            Stream<ReferenceFigures> here =
                    SHIPPED.stream().map(month -> of(month, SampleFiles.bankMonth(month), lines));
            return Stream.concat(here, others()).toList();
        }
    }

    private static Stream<ReferenceFigures> others() throws IOException {
        if (!Files.isDirectory(ALL_MONTHS)) {
            return Stream.empty();
        }
        List<String> lines = Files.readAllLines(ALL_MONTHS.resolve("reference.csv"));
        return lines.stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .distinct()
                .filter(month -> !SHIPPED.contains(month))
                .map(month -> of(
                        month,
                        RecordFile.of(() -> Files.newInputStream(ALL_MONTHS.resolve(month + ".tsv.gz"))),
                        lines));
    }

    private static ReferenceFigures of(String month, RecordFile file, List<String> lines) {
        Map<String, Figures> queues = new TreeMap<>();
        Figures all = Figures.NONE;
        long calls = 0;
        for (String line : lines) {
            String[] column = line.split(",", -1);
            if (column[0].equals(month) && column[1].equals("ALL")) {
                all = Figures.of(column);
                calls = Long.parseLong(column[2]) - Long.parseLong(column[6]);
            } else if (column[0].equals(month)) {
                queues.put(column[1], Figures.of(column));
            }
        }
        return new ReferenceFigures(month, file, queues, all, calls);
    }

    @Override
    public String toString() {
        return month;
    }
}
