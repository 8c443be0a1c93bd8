package sla.model.agreement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/**
 * What all rules with tiers have in common, for the checks.
 *
 * @param amounts what each tier pays, negative for malus; of points how many
 * @param otherwise what a value in no tier pays
 */
record TierTable(List<Band> bands, List<Ratio> amounts, Optional<Ratio> otherwise) {

    /** Empty for rules without tiers. */
    static Optional<TierTable> of(Rule rule, Bases bases) {
        return switch (rule) {
            case TiersRule tiers when tiers.mode() == TiersRule.Mode.ADD -> Optional.of(added(tiers, bases));
            case TiersRule tiers ->
                Optional.of(new TierTable(
                        tiers.tiers().stream().map(TiersRule.Tier::band).toList(),
                        tiers.tiers().stream().map(bases::worth).toList(),
                        Optional.ofNullable(tiers.otherwise()).map(Ratio::of)));
            case AtRiskShareRule share ->
                Optional.of(new TierTable(
                        share.tiers().stream().map(AtRiskShareRule.Tier::band).toList(),
                        share.tiers().stream()
                                .map(tier -> share.loss(tier.sharePercent()))
                                .toList(),
                        Optional.ofNullable(share.otherwise()).map(share::loss)));
            case PointsRule points ->
                Optional.of(new TierTable(
                        points.tiers().stream().map(PointsRule.Tier::band).toList(),
                        points.tiers().stream()
                                .map(tier -> Ratio.of(tier.points()))
                                .toList(),
                        Optional.ofNullable(points.otherwise()).map(Ratio::of)));
            case LinearRule _, BandsRule _, SettlingRule _ -> Optional.empty();
        };
    }

    /** The same amounts by tiers that do not overlap: between two neighbouring bounds the same tiers add up. */
    private static TierTable added(TiersRule rule, Bases bases) {
        List<Band> bands = rule.tiers().stream().map(TiersRule.Tier::band).toList();
        Ratio otherwise = rule.otherwise() == null ? Ratio.ZERO : Ratio.of(rule.otherwise());
        TierTable asWritten =
                new TierTable(bands, rule.tiers().stream().map(bases::worth).toList(), Optional.of(otherwise));
        if (!asWritten.wellFormed()) {
            return asWritten;
        }
        TreeSet<Cut> cuts = new TreeSet<>();
        bands.forEach(band -> {
            cuts.add(Cut.startOf(band));
            cuts.add(Cut.endOf(band));
        });
        List<Band> between = new ArrayList<>();
        List<Ratio> sums = new ArrayList<>();
        for (Cut from = cuts.first(), to = cuts.higher(from); to != null; from = to, to = cuts.higher(from)) {
            Ratio sum = Ratio.ZERO;
            boolean held = false;
            for (int i = 0; i < bands.size(); i++) {
                if (Cut.startOf(bands.get(i)).compareTo(from) <= 0
                        && Cut.endOf(bands.get(i)).compareTo(to) >= 0) {
                    sum = sum.plus(asWritten.amounts.get(i));
                    held = true;
                }
            }
            if (held) {
                between.add(Cut.band(from, to));
                sums.add(sum);
            }
        }
        return new TierTable(between, sums, Optional.of(otherwise));
    }

    /** What a segment of its coverage pays; a hole without {@code otherwise} pays nothing known. */
    Optional<Ratio> amount(Coverage.Segment segment) {
        return segment.tier().isPresent()
                ? Optional.of(amounts.get(segment.tier().getAsInt()))
                : otherwise;
    }

    /** Whether each band has at most one lower and one upper bound; without that nothing else can be said. */
    boolean wellFormed() {
        return bands.stream()
                .noneMatch(band -> twice(band.above(), band.atLeast()) || twice(band.below(), band.atMost()));
    }

    static boolean twice(@Nullable BigDecimal open, @Nullable BigDecimal closed) {
        return open != null && closed != null;
    }
}
