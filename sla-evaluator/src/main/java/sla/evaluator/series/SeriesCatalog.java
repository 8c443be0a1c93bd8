package sla.evaluator.series;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Line;

/**
 * Numbers the series. A new one is committed on a connection of its own: it does no harm if the batch that needed it
 * fails, and other processes see it at once. Series are never removed or changed, so the cache is never wrong.
 */
@ApplicationScoped
public class SeriesCatalog {
    private static final String COLUMNS =
            "id, source, vendor, site, queue, channel, language, line, direction, known_parts";

    private static final int MOST_OUT_OF_ORDER = 1000;

    private final DataSource database;
    private final Map<Series, Integer> ids = new ConcurrentHashMap<>();
    /** Unmodifiable; another one when there are more. */
    private volatile Map<Integer, Series> byId = Map.of();

    private int highestKnown;

    SeriesCatalog(DataSource database) {
        this.database = database;
    }

    /** The number of the series, which is made if there is none yet. */
    public int idOf(Series series) throws SQLException {
        Integer known = ids.get(series);
        return known != null ? known : create(series);
    }

    public Series byId(int id) throws SQLException {
        Series known = byId.get(id);
        if (known == null) {
            refresh();
            known = byId.get(id);
        }
        return Objects.requireNonNull(known, () -> "no series " + id);
    }

    /** All series there are now, by number. */
    public Map<Integer, Series> all() throws SQLException {
        refresh();
        return byId;
    }

    /** All series that the transaction sees: those of every contact that it sees. */
    public Map<Integer, Series> all(Connection connection) throws SQLException {
        // Series are never removed: if the transaction sees as many as are known, it sees those.
        if (count(connection) != byId.size()) {
            refresh(connection);
        }
        return byId;
    }

    private static int count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from series");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Whether anything of the source was ever counted. */
    public boolean hasSource(String source) throws SQLException {
        return all().values().stream().anyMatch(series -> series.source().equals(source));
    }

    private int create(Series series) throws SQLException {
        String insert = """
                insert into series (source, vendor, site, queue, channel, language, line, direction, known_parts)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, series.source());
            statement.setString(2, series.vendor());
            statement.setString(3, series.site());
            statement.setString(4, series.queue());
            statement.setString(5, series.channel().name());
            statement.setString(6, series.language());
            statement.setString(7, name(series.line()));
            statement.setString(8, name(series.direction()));
            statement.setObject(9, series.knownParts(), Types.SMALLINT);
            statement.executeUpdate();
        }
        refresh();
        return Objects.requireNonNull(ids.get(series), () -> "series was not stored: " + series);
    }

    private void refresh() throws SQLException {
        try (Connection connection = database.getConnection()) {
            refresh(connection);
        }
    }

    private synchronized void refresh(Connection connection) throws SQLException {
        // Numbers can become visible out of order: look a little further back than the highest seen.
        int from = highestKnown - MOST_OUT_OF_ORDER;
        Integer[] known = IntStream.rangeClosed(Math.max(from, 0), highestKnown)
                .boxed()
                .filter(byId::containsKey)
                .toArray(Integer[]::new);
        Map<Integer, Series> more = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select " + COLUMNS + " from series where id > ? and id <> all (?) order by id")) {
            select.setInt(1, from);
            select.setArray(2, connection.createArrayOf("int", known));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read(row, more);
                }
            }
        }
        if (!more.isEmpty()) {
            more.forEach((id, series) -> ids.put(series, id));
            more.putAll(byId);
            byId = Collections.unmodifiableMap(more);
            highestKnown = Collections.max(byId.keySet());
        }
    }

    private static void read(ResultSet row, Map<Integer, Series> series) throws SQLException {
        int id = row.getInt(1);
        String line = row.getString(8);
        String direction = row.getString(9);
        series.put(
                id,
                new Series(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Channel.valueOf(row.getString(6)),
                        row.getString(7),
                        line == null ? null : Line.valueOf(line),
                        direction == null ? null : Direction.valueOf(direction),
                        row.getInt(10)));
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
