package sla.evaluator.count;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sla.evaluator.series.Series;

/** In which groups of a query a series is. */
final class SeriesGroups {
    private static final int[] NONE = {};

    private final Map<Integer, int[]> groups = new HashMap<>();
    private final Map<Integer, Integer> knownParts = new HashMap<>();
    private final Set<String> vendors = new HashSet<>();

    private SeriesGroups() {}

    static SeriesGroups of(List<Map<Integer, Series>> groups) {
        SeriesGroups of = new SeriesGroups();
        for (int group = 0; group < groups.size(); group++) {
            int[] alone = {group};
            groups.get(group).forEach((id, series) -> {
                of.groups.merge(id, alone, SeriesGroups::both);
                of.knownParts.put(id, series.knownParts());
                of.vendors.add(series.vendor());
            });
        }
        return of;
    }

    private static int[] both(int[] some, int[] more) {
        int[] both = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, both, some.length, more.length);
        return both;
    }

    Collection<Integer> series() {
        return groups.keySet();
    }

    Collection<String> vendors() {
        return vendors;
    }

    int[] of(int series) {
        return groups.getOrDefault(series, NONE);
    }

    /** See {@link Series#knownParts()}; of a series that is in no group, 0. */
    int knownParts(int series) {
        return knownParts.getOrDefault(series, 0);
    }
}
