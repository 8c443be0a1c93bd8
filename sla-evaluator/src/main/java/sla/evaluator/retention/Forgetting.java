package sla.evaluator.retention;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import sla.evaluator.count.CountLocks;
import sla.evaluator.count.Progress;
import sla.evaluator.fact.FactPartitions;
import sla.evaluator.fact.FactPiece;
import sla.evaluator.fact.Pseudonyms;
import sla.evaluator.fact.Pseudonyms.Field;
import sla.model.registration.SourceRegistration;

/**
 * Forgets pseudonyms of persons: one that somebody asks for, and all in months that are older than their source keeps
 * them. Of such a month records that come late are stored without, too.
 */
@ApplicationScoped
public class Forgetting {
    private final Pieces pieces;
    private final Pseudonyms pseudonyms;
    private final Clock clock;

    Forgetting(DataSource database, Pseudonyms pseudonyms, Clock clock) {
        this.pieces = new Pieces(database);
        this.pseudonyms = pseudonyms;
        this.clock = clock;
    }

    /** One pseudonym of a source, from all records there are: done again, it finds none. */
    public Retention.Outcome forget(String source, Field field, String pseudonym, Progress progress)
            throws SQLException {
        List<YearMonth> months = pieces.run(FactPartitions::months);
        Set<String> records = new HashSet<>();
        long revisions = 0;
        for (int i = 0; i < months.size(); i++) {
            YearMonth month = months.get(i);
            progress.step("records of " + source + " " + month, i, months.size());
            for (FactPiece piece : pieces.run(connection -> FactPiece.of(connection, source, month))) {
                List<String> found = pieces.run(connection -> pseudonyms.forget(connection, piece, field, pseudonym));
                records.addAll(found);
                revisions += found.size();
            }
        }
        String note = "forgotten: the pseudonym in '" + field.label() + "' of " + records.size() + " records of source "
                + source + ", " + revisions + " revisions";
        return new Retention.Outcome(revisions, List.of(note));
    }

    /** All of the source in months that ended so long ago. */
    void forgetOld(SourceRegistration source, List<String> notes) throws SQLException {
        for (YearMonth month : pieces.run(connection -> due(connection, source))) {
            pieces.run(connection -> note(connection, source.id(), month));
            long facts = 0;
            for (FactPiece piece : pieces.run(connection -> FactPiece.of(connection, source.id(), month))) {
                facts += pieces.run(connection -> pseudonyms.forgetAll(connection, piece));
            }
            pieces.run(connection -> done(connection, source.id(), month));
            notes.add("pseudonyms forgotten: source " + source.id() + ", " + month + ", " + facts + " revisions");
        }
    }

    private List<YearMonth> due(Connection connection, SourceRegistration source) throws SQLException {
        String sql = "select exists (select from fact where source = ? and month = ?) and not exists (select from"
                + " pseudonyms_forgotten where source = ? and month = ? and done_at is not null)";
        List<YearMonth> due = new ArrayList<>();
        for (YearMonth month : FactPartitions.months(connection)) {
            if (Retention.isOver(month, source.pseudonymsKept(), clock.instant())) {
                try (PreparedStatement select = connection.prepareStatement(sql)) {
                    for (int first : List.of(1, 3)) {
                        select.setString(first, source.id());
                        select.setObject(first + 1, month.atDay(1));
                    }
                    try (ResultSet row = select.executeQuery()) {
                        if (row.next() && row.getBoolean(1)) {
                            due.add(month);
                        }
                    }
                }
            }
        }
        return due;
    }

    /** With no batch beside: those that come afterwards store none any more. */
    private int note(Connection connection, String source, YearMonth month) throws SQLException {
        CountLocks.exclusive(connection, CountLocks.ATTRIBUTIONS);
        return update(
                connection,
                "insert into pseudonyms_forgotten (noted_at, source, month) values (?, ?, ?) on conflict do nothing",
                source,
                month);
    }

    private int done(Connection connection, String source, YearMonth month) throws SQLException {
        return update(
                connection,
                "update pseudonyms_forgotten set done_at = ? where source = ? and month = ?",
                source,
                month);
    }

    private int update(Connection connection, String sql, String source, YearMonth month) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            update.setString(2, source);
            update.setObject(3, month.atDay(1));
            return update.executeUpdate();
        }
    }
}
