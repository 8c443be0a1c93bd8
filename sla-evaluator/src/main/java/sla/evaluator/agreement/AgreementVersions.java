package sla.evaluator.agreement;

import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sla.model.agreement.Agreement;

/** The versions of one agreement. The version of a month is the latest one that has taken effect by then. */
public record AgreementVersions(String agreement, List<Agreement> versions) {
    /** Groups versions by agreement, in the order of their ids. */
    public static Collection<AgreementVersions> group(Collection<Agreement> all) {
        Map<String, List<Agreement>> byId =
                all.stream().collect(Collectors.groupingBy(Agreement::agreement, TreeMap::new, Collectors.toList()));
        return byId.entrySet().stream()
                .map(entry -> new AgreementVersions(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The version under which the month is evaluated; empty before the first and after the end of the last. */
    public Optional<Agreement> of(YearMonth month) {
        return versions.stream()
                .filter(version -> !version.effectiveFrom().isAfter(month.atDay(1)))
                .max(Comparator.comparing(Agreement::effectiveFrom).thenComparingInt(Agreement::version))
                .filter(version -> version.covers(month));
    }

    public Agreement latest() {
        return versions.getLast();
    }

    public String vendor() {
        return latest().vendor().id();
    }
}
