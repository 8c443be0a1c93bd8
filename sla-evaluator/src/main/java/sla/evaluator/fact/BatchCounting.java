package sla.evaluator.fact;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountDeltas;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.seal.Seals;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.stream.FencedStore.TryAgainException;
import sla.model.agreement.Attribution;

/**
 * What a batch changes in the counts: old contributions taken away, new ones added. The contribution of an evaluation
 * or a survey answer is a function of itself and of the interaction it names, so it changes with either.
 */
final class BatchCounting {
    private final SeriesCatalog catalog;
    private final FactTable facts;
    private final Set<Attribution> attributions;
    private final Seals seals;
    private final CountDeltas deltas = new CountDeltas();

    BatchCounting(SeriesCatalog catalog, FactTable facts, Set<Attribution> attributions, Seals seals) {
        this.catalog = catalog;
        this.facts = facts;
        this.attributions = attributions;
        this.seals = seals;
    }

    CountDeltas deltas(
            Connection connection,
            List<FactRow> fast,
            Map<Identity, RecordChange> changes,
            Set<Identity> locked,
            Set<Identity> otherTargets)
            throws SQLException {
        for (FactRow row : fast) {
            add(row.content().interaction(), 1);
        }
        List<RecordChange> changing =
                changes.values().stream().filter(RecordChange::changes).toList();
        for (RecordChange change : changing) {
            add(interaction(change.before()), -1);
            add(interaction(change.after()), 1);
        }
        countJudgements(connection, changing, changes, locked, otherTargets);
        return deltas;
    }

    private void countJudgements(
            Connection connection,
            List<RecordChange> changing,
            Map<Identity, RecordChange> changes,
            Set<Identity> locked,
            Set<Identity> otherTargets)
            throws SQLException {
        Set<Identity> ownTargets = new HashSet<>();
        Set<Identity> judged = new HashSet<>();
        for (RecordChange change : changing) {
            addReference(change.before(), ownTargets);
            addReference(change.after(), ownTargets);
            if (change.referenced() && (interaction(change.before()) != null || interaction(change.after()) != null)) {
                judged.add(change.identity());
            }
        }
        requireLocks(ownTargets, locked, otherTargets);
        Map<Identity, CountedInteraction> unchanged = unchangedTargets(connection, ownTargets, changes);
        for (RecordChange change : changing) {
            count(change.before(), target(change.before(), changes, unchanged, RecordChange::before), -1);
            count(change.after(), target(change.after(), changes, unchanged, RecordChange::after), 1);
        }
        for (StoredContent judgement : facts.referring(connection, judged)) {
            RecordChange own = changes.get(judgement.identity());
            if (own == null || !own.changes()) {
                count(judgement, target(judgement, changes, unchanged, RecordChange::before), -1);
                count(judgement, target(judgement, changes, unchanged, RecordChange::after), 1);
            }
        }
    }

    /** A judgement may have named another interaction before: that one must be locked too. */
    private static void requireLocks(Set<Identity> needed, Set<Identity> locked, Set<Identity> otherTargets) {
        List<Identity> missing = new ArrayList<>(needed);
        missing.removeAll(locked);
        if (!missing.isEmpty()) {
            otherTargets.addAll(missing);
            throw new TryAgainException();
        }
    }

    private Map<Identity, CountedInteraction> unchangedTargets(
            Connection connection, Set<Identity> targets, Map<Identity, RecordChange> changes) throws SQLException {
        Set<Identity> unchanged = new HashSet<>(targets);
        unchanged.removeAll(changes.keySet());
        Map<Identity, CountedInteraction> interactions = new HashMap<>();
        for (StoredContent content : facts.effective(connection, unchanged)) {
            if (content.interaction() != null) {
                interactions.put(content.identity(), content.interaction());
            }
        }
        return interactions;
    }

    /** The interaction that a judgement is about, as it counts on one side of the change. */
    private static @Nullable CountedInteraction target(
            @Nullable StoredContent judgement,
            Map<Identity, RecordChange> changes,
            Map<Identity, CountedInteraction> unchanged,
            Function<RecordChange, @Nullable StoredContent> side) {
        if (judgement == null || judgement.reference() == null) {
            return null;
        }
        RecordChange change = changes.get(judgement.reference());
        return change != null ? interaction(side.apply(change)) : unchanged.get(judgement.reference());
    }

    private void add(@Nullable CountedInteraction interaction, int sign) {
        if (interaction != null) {
            deltas.add(interaction, attributions, sign);
        }
    }

    private void count(@Nullable StoredContent content, @Nullable CountedInteraction target, int sign)
            throws SQLException {
        CountedJudgement judgement = content == null ? null : content.judgement();
        if (content == null || judgement == null) {
            return;
        }
        Integer ownSeries = content.ownSeriesId();
        if (content.reference() == null) {
            if (ownSeries != null) {
                // A contact of the judge's own making, such as a mystery call: it took place when it was judged.
                for (Attribution attribution : attributions) {
                    add(content, judgement, ownSeries, attribution, judgement.judgedAt(), sign);
                }
                add(content, judgement, ownSeries, Attribution.EVALUATED, judgement.judgedAt(), sign);
            }
            return;
        }
        if (target == null) {
            return;
        }
        Series judged = catalog.byId(target.seriesId());
        if (!judged.vendor().equals(content.vendor())) {
            return;
        }
        int series = catalog.idOf(judged.judgedBy(content.identity().source()));
        for (Attribution attribution : attributions) {
            add(content, judgement, series, attribution, target.at(attribution), sign);
        }
        add(content, judgement, series, Attribution.EVALUATED, judgement.judgedAt(), sign);
    }

    /** A sealed month of the judge stays as it is, also when a contact changes that is not sealed. */
    private void add(
            StoredContent content, CountedJudgement judgement, int series, Attribution attribution, long at, int sign) {
        if (!seals.contain(content.identity().source(), at)) {
            deltas.add(judgement, series, attribution, at, sign);
        }
    }

    private static void addReference(@Nullable StoredContent content, Set<Identity> references) {
        if (content != null && content.reference() != null) {
            references.add(content.reference());
        }
    }

    private static @Nullable CountedInteraction interaction(@Nullable StoredContent content) {
        return content == null ? null : content.interaction();
    }
}
