package sla.evaluator.freeze;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineDifference;

/**
 * Differences that were found before what is owed for an earlier period had a key of its own: they name that period as the
 * origin. Read as they would be written now, their lines keep their dates and causes.
 */
final class OwedDifferences {
    private OwedDifferences() {}

    /** @param stored of the frozen result, whenever it was found */
    static Difference of(Difference stored, Evaluation frozen, Optional<Evaluation> live) {
        Set<String> owed = Stream.concat(Stream.of(frozen), live.stream())
                .flatMap(evaluation -> evaluation.lines().stream())
                .filter(line -> line.owedFor() != null)
                .map(line -> Line.key(line.rule(), line.owedFor()))
                .collect(Collectors.toSet());
        List<LineDifference> lines = stored.lines().stream()
                .map(line -> line.origin() != null && owed.contains(line.key()) ? line.ofOwed() : line)
                .toList();
        return stored.withLines(lines);
    }
}
