package sla.evaluator.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountsQuery;
import sla.evaluator.count.CountsReader;
import sla.evaluator.series.Series;
import sla.model.agreement.Attribution;

/** How many contacts were received, declared or not, by the moment of offer. */
@ApplicationScoped
public class ReceivedContacts {
    private final CountsReader counts;

    ReceivedContacts(CountsReader counts) {
        this.counts = counts;
    }

    /** By the groups' names, over the whole of a period; a group without any contact is absent. */
    public Map<String, Long> of(
            Connection connection, Map<String, Map<Integer, Series>> groups, List<Instant> edges, ZoneId dayZone)
            throws SQLException {
        List<String> names = List.copyOf(groups.keySet());
        List<Map<Integer, Series>> series = new ArrayList<>();
        names.forEach(name -> series.add(groups.getOrDefault(name, Map.of())));
        Map<String, Long> contacts = new HashMap<>();
        of(connection, series, edges, counts.zoneWithDays(connection, dayZone))
                .forEach((place, count) -> contacts.merge(names.get(place.group()), count, Long::sum));
        return contacts;
    }

    /** By bucket and group; a place without any contact is absent. */
    public Map<CountsQuery.Place, Long> of(
            Connection connection, List<Map<Integer, Series>> groups, List<Instant> edges, @Nullable ZoneId dayZone)
            throws SQLException {
        Map<CountsQuery.Place, Long> contacts = new HashMap<>();
        counts.read(connection, new CountsQuery(Attribution.OFFERED, groups, null, edges, dayZone, Set.of(), Set.of()))
                .forEach((place, cell) -> {
                    long count = Comparison.contacts(cell);
                    if (count != 0) {
                        contacts.put(place, count);
                    }
                });
        return contacts;
    }
}
