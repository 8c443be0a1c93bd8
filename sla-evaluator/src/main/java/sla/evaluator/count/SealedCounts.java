package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import sla.model.agreement.Attribution;

/**
 * What facts that are dropped contribute where counts are still compared with the facts, or may be built from them: to
 * months that are not sealed, and by attributions that are not kept yet. In tables beside those of the counts, moved there
 * in the transaction that deletes the facts, so that the sum of both says the same at every moment.
 */
public final class SealedCounts {
    private static final String SEALED = sealed("");

    /** A condition on rows of counts that are not of a sealed month. */
    static final String OUTSIDE = " and not " + SEALED;

    /** A condition on rows of counts of a month whose counts are deleted: there must be none. */
    private static final String DELETED = sealed(" and sm.counts_deleted_at is not null");

    private static String sealed(String condition) {
        return """
                exists (select from sealed_month sm join series ss on ss.source = sm.source where ss.id = series_id
                        and sm.month = date_trunc('month', interval_start at time zone 'UTC')::date {condition})
                """.replace("{condition}", condition);
    }

    private SealedCounts() {}

    static boolean any(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select exists (select from sealed_month)");
                ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * Facts of one source that are about to be deleted.
     *
     * @param source an id as {@link CountScope} takes it
     * @param month of their partition; what lies far ahead is in an earlier one than it occurred in
     * @param firstDay of UTC on which they occurred
     * @param lastDay inclusive
     */
    public record Facts(String source, YearMonth month, LocalDate firstDay, LocalDate lastDay) {
        public Facts {
            CountScope.checkId(source);
        }

        /** @param fact alias with a point, or nothing */
        public String condition(String fact) {
            return """
                     and {fact}source = '{source}' and {fact}month = date '{month}'
                    and {fact}occurred_at >= timestamp '{first}' at time zone 'UTC'
                    and {fact}occurred_at < (timestamp '{last}' + interval '1 day') at time zone 'UTC'
                    """.replace("{fact}", fact)
                    .replace("{source}", source)
                    .replace("{month}", month.atDay(1).toString())
                    .replace("{first}", firstDay.toString())
                    .replace("{last}", lastDay.toString());
        }
    }

    /**
     * Keeps what judgements among these facts contribute. The caller has locked the contacts that they name, so that no
     * batch moves a contribution meanwhile, and deletes the judgements afterwards.
     */
    public static void keepJudgements(Connection connection, Facts facts) throws SQLException {
        joinByIndex(connection, true);
        for (Attribution attribution : Attribution.values()) {
            for (CountTable counts : List.of(CountTable.QUALITY, CountTable.SURVEY)) {
                keep(connection, counts, attribution, facts.condition("e."));
            }
        }
    }

    /** Keeps what contacts among these facts contribute, and what judgements contribute that are about them. */
    public static void keepContacts(Connection connection, Facts facts) throws SQLException {
        joinByIndex(connection, true);
        if (judgedContacts(connection, facts) > 0) {
            for (Attribution attribution : Attribution.values()) {
                for (CountTable counts : List.of(CountTable.QUALITY, CountTable.SURVEY)) {
                    keep(
                            connection,
                            counts,
                            attribution,
                            " and (c.source, c.record_id) in (select source, record_id from judged_contact)");
                }
            }
        }
        joinByIndex(connection, false);
        for (Attribution attribution : Attribution.values()) {
            // By their offer they count in the sealed month alone.
            if (CountTable.CELL.has(attribution) && attribution != Attribution.OFFERED) {
                keep(connection, CountTable.CELL, attribution, facts.condition(""));
            }
        }
    }

    /** Few judgements are looked up in all facts; sums of many contacts are joined with each other. */
    private static void joinByIndex(Connection connection, boolean index) throws SQLException {
        for (String join : List.of("hashjoin", "mergejoin")) {
            execute(connection, "set local enable_" + join + " = " + (index ? "off" : "on"));
        }
    }

    private static int judgedContacts(Connection connection, Facts facts) throws SQLException {
        execute(
                connection,
                "create temp table if not exists judged_contact (source text, record_id text)"
                        + " on commit delete rows");
        String sql = """
                insert into judged_contact select f.source, f.record_id from fact f
                join record r on r.key = record_key(f.source, f.record_id) and r.referenced
                where f.effective and f.type = 'interaction'
                """ + facts.condition("f.");
        int contacts = execute(connection, sql);
        execute(connection, "analyze judged_contact");
        return contacts;
    }

    private static void keep(Connection connection, CountTable counts, Attribution attribution, String condition)
            throws SQLException {
        boolean kept = CountsInUse.attributions(connection).contains(attribution);
        execute(connection, """
                insert into {table}_sealed ({key}, {columns})
                select {key}, {columns} from ({facts}) given ({key}, {columns}) where true {outside}
                """.replace("{table}", counts.table)
                .replace("{facts}", counts.contributions(attribution, condition))
                .replace("{key}", counts.key())
                .replace("{columns}", CellColumns.list(counts.columns()))
                .replace("{outside}", kept ? OUTSIDE : " and not " + DELETED));
    }

    /**
     * Adds to the counts by a new attribution what facts gave that are gone, and takes away again what there are facts of
     * in months whose counts are deleted.
     */
    static void build(Connection connection, Attribution attribution) throws SQLException {
        for (CountTable counts : CountTable.values()) {
            String code = String.valueOf(StoredCode.of(attribution));
            execute(connection, """
                    insert into {table}_delta ({key}, {columns})
                    select {key}, {columns} from {table}_sealed where attribution = {code}
                    """.replace("{table}", counts.table)
                    .replace("{key}", counts.key())
                    .replace("{columns}", CellColumns.list(counts.columns()))
                    .replace("{code}", code));
            execute(
                    connection,
                    "delete from " + counts.table + "_delta where attribution = " + code + " and " + DELETED);
        }
        forgetSealed(connection);
    }

    /** Rows of sealed months by attributions that are kept: the counts have them, and nobody compares them any more. */
    public static void forgetSealed(Connection connection) throws SQLException {
        for (CountTable counts : CountTable.values()) {
            execute(
                    connection,
                    "delete from " + counts.table + "_sealed where (attribution = "
                            + StoredCode.of(Attribution.EVALUATED)
                            + " or attribution in (select attribution from attribution_in_use)) and " + SEALED);
        }
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }
}
