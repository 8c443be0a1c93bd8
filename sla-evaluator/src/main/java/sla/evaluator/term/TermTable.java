package sla.evaluator.term;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import sla.evaluator.agreement.AgreementPeriod;
import sla.model.json.Json;
import sla.model.term.Claim;
import sla.model.term.Exclusion;
import sla.model.term.Term;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/** The terms of all agreements, each as it stands. */
@ApplicationScoped
public class TermTable {
    private static final Comparator<Exclusion> BY_APPROVAL =
            Comparator.comparing(TermTable::approvedAt).thenComparing(Exclusion::id);

    private final DataSource database;

    TermTable(DataSource database) {
        this.database = database;
    }

    /** Stores what is newer than what is known, and has the agreement's periods evaluated if that may change them. */
    public void store(Term term) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (upsert(connection, term) && counted(term)) {
                    note(connection, term.agreement());
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** What nobody has approved yet has never counted; a claim counts as it is made. */
    private static boolean counted(Term term) {
        return term.history().stream()
                .map(TermEntry::status)
                .anyMatch(status -> status == TermStatus.APPROVED || status == TermStatus.CLAIMED);
    }

    private static boolean upsert(Connection connection, Term term) throws SQLException {
        String sql = """
                insert into term (kind, id, agreement, entries, document) values (?, ?, ?, ?, ?)
                on conflict (kind, id) do update set agreement = excluded.agreement, entries = excluded.entries,
                    document = excluded.document
                where term.entries < excluded.entries
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, term.term());
            insert.setString(2, term.id());
            insert.setString(3, term.agreement());
            insert.setInt(4, term.history().size());
            insert.setString(5, Json.MAPPER.writeValueAsString(term));
            return insert.executeUpdate() == 1;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void note(Connection connection, String agreement) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into agreement_due (agreement) values (?)")) {
            insert.setString(1, agreement);
            insert.executeUpdate();
        }
    }

    /** Those of the agreement that are approved, in the order of their approvals. */
    public static List<Exclusion> approvedExclusions(Connection connection, String agreement) throws SQLException {
        return exclusions(connection, agreement).stream()
                .filter(exclusion -> exclusion.status() == TermStatus.APPROVED)
                .sorted(BY_APPROVAL)
                .toList();
    }

    /** All of the agreement, whatever their status, in the order of their ids. */
    public static List<Exclusion> exclusions(Connection connection, String agreement) throws SQLException {
        return read(connection, agreement, Exclusion.TERM, Exclusion.class);
    }

    /** Those that stand for lines of the period, whatever it gives; none are looked for if none are needed. */
    public static List<Claim> claims(Connection connection, AgreementPeriod of) throws SQLException {
        return of.agreement().claims().isEmpty()
                ? List.of()
                : read(connection, of.agreement().agreement(), Claim.TERM, Claim.class).stream()
                        .filter(claim -> claim.concerns(of.period()))
                        .toList();
    }

    private static <T extends Term> List<T> read(Connection connection, String agreement, String kind, Class<T> type)
            throws SQLException {
        List<T> terms = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select document from term where agreement = ? and kind = ? order by id")) {
            select.setString(1, agreement);
            select.setString(2, kind);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    terms.add(Json.MAPPER.readValue(row.getString(1), type));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a term of '" + agreement + "' cannot be read as it is stored", e);
        }
        return terms;
    }

    private static Instant approvedAt(Exclusion exclusion) {
        return exclusion.history().getLast().at();
    }
}
