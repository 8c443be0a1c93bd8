package sla.evaluator.count;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import sla.model.agreement.Attribution;

/**
 * Which attributions and zones are kept in the counts. A new one is built before it is used: an attribution from the
 * facts, the days of a zone from the cells.
 */
@ApplicationScoped
public class CountsInUse {
    private final LocalDays days;

    CountsInUse(LocalDays days) {
        this.days = days;
    }

    /**
     * Builds the attribution from the facts, and from what those gave that are gone, if it is not kept yet. In the
     * caller's transaction.
     */
    public void require(Connection connection, Attribution attribution) throws SQLException {
        if (attribution == Attribution.EVALUATED
                || exists(connection, "attribution_in_use where attribution = ?", attribution)) {
            return;
        }
        CountLocks.exclusive(connection, CountLocks.ATTRIBUTIONS);
        if (exists(connection, "attribution_in_use where attribution = ?", attribution)) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into attribution_in_use (attribution) values (?)")) {
            insert.setInt(1, StoredCode.of(attribution));
            insert.executeUpdate();
        }
        for (CountTable counts : CountTable.values()) {
            try (PreparedStatement build =
                    connection.prepareStatement("insert into " + counts.table + "_delta (" + counts.key() + ", "
                            + CellColumns.list(counts.columns()) + ") " + counts.contributions(attribution, ""))) {
                build.executeUpdate();
            }
        }
        SealedCounts.build(connection, attribution);
    }

    /** Builds the local days of the zone if they are not kept yet. In the caller's transaction. */
    public void require(Connection connection, ZoneId zone) throws SQLException {
        days.require(connection, zone);
    }

    /** Adds the local days that have come into sight. */
    public void extendDays(Connection connection, ZoneId zone) throws SQLException {
        days.extend(connection, zone);
    }

    /** All that are kept: those that agreements use, and the moment of evaluation. */
    static List<Attribution> attributions(Connection connection) throws SQLException {
        List<Attribution> attributions = new ArrayList<>(List.of(Attribution.EVALUATED));
        try (PreparedStatement select =
                        connection.prepareStatement("select attribution from attribution_in_use order by attribution");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                attributions.add(StoredCode.attribution(row.getInt(1)));
            }
        }
        return attributions;
    }

    private static boolean exists(Connection connection, String what, Attribution attribution) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select true from " + what)) {
            select.setInt(1, StoredCode.of(attribution));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
