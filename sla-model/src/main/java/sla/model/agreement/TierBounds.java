package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values at which tiers of a rule begin and end. */
public final class TierBounds {
    private TierBounds() {}

    /** In order, each once; none of a rule without tiers. */
    public static List<BigDecimal> of(Rule rule) {
        Stream<Band> bands = switch (rule) {
            case TiersRule tiers -> tiers.tiers().stream().map(TiersRule.Tier::band);
            case AtRiskShareRule share -> share.tiers().stream().map(AtRiskShareRule.Tier::band);
            case PointsRule points -> points.tiers().stream().map(PointsRule.Tier::band);
            case LinearRule _, BandsRule _, SettlingRule _ -> Stream.of();
        };
        return of(bands).toList();
    }

    static Stream<BigDecimal> of(Stream<Band> bands) {
        return bands
                .flatMap(band -> Stream.of(band.above(), band.atLeast(), band.below(), band.atMost()))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream();
    }
}
