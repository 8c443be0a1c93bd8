package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/**
 * What all rules with tiers have in common, for the checks.
 *
 * @param amounts what each tier pays, negative for malus
 * @param otherwise what a value in no tier pays
 */
record TierTable(List<Band> bands, List<Ratio> amounts, Optional<Ratio> otherwise) {

    /** Empty for rules without tiers. */
    static Optional<TierTable> of(Rule rule, Bases bases) {
        return switch (rule) {
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
            case LinearRule _ -> Optional.empty();
        };
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
