package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.Segments;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/**
 * The predictive lead score of Odoo, from a description of it and not from its code: frequencies of won and of lost deals by
 * stage and by field value, each 0.1 above the count, multiplied as if fields were independent.
 *
 * <pre>
 *   score_c = n_c / (n_won + n_lost) · Π_f n_c(value of f) / n_c(f)      c won, lost
 *   chance  = score_won / (score_won + score_lost), rounded to 1/10000
 * </pre>
 *
 * <p>A win counts for every stage, a loss for its stage and all before; n_c is the count in the first stage. Values that were
 * never seen, and fields that are empty, say nothing. Teams are taken together.
 */
record NaiveBayes(ImmutableList<String> fields) implements WinModel {

    private static final double SMOOTHING = 0.1;

    NaiveBayes(List<String> fields) {
        this(ImmutableList.copyOf(fields));
    }

    /**
     * The counts of one field value, and of the whole field.
     *
     * @param won with the value
     * @param lost with the value
     * @param wonTotal with any value
     * @param lostTotal with any value
     */
    record Frequency(double won, double lost, double wonTotal, double lostTotal) {}

    /** The chance before rounding. */
    static double chance(double won, double lost, List<Frequency> frequencies) {
        double win = won / (won + lost);
        double lose = lost / (won + lost);
        for (Frequency frequency : frequencies) {
            win *= frequency.won / frequency.wonTotal;
            lose *= frequency.lost / frequency.lostTotal;
        }
        return win / (win + lose);
    }

    @Override
    public FittedWinModel fit(PipelineView view) {
        Decided decided = Decided.of(view);
        Counts counts = new Counts(decided, fields);
        return (asked, horizonDays) -> {
            DealColumns deals = asked.deals();
            List<Optional<Segments>> segments = fields.stream()
                    .map(field ->
                            deals.hasDimension(field) ? Optional.of(deals.segments(field)) : Optional.<Segments>empty())
                    .toList();
            return AtStatedClose.chances(
                    asked, horizonDays, WinChances.Evidence.SEGMENTS, deal -> counts.chance(deals, segments, deal));
        };
    }

    /** What was counted. */
    private static final class Counts {

        private final Map<String, double[]> stages = new TreeMap<>();
        private final List<Map<String, double[]>> values = new ArrayList<>();
        private final List<double[]> totals = new ArrayList<>();

        Counts(Decided decided, List<String> fields) {
            DealColumns deals = decided.deals;
            for (StageRef stage : deals.stages()) {
                for (int i = 0; stage.isInPipeline() && i < decided.size(); i++) {
                    if (decided.reached(i, stage)) {
                        count(stages, OpenDeals.stageName(stage), decided.won[i]);
                    }
                }
            }
            for (String field : fields) {
                Map<String, double[]> ofField = new TreeMap<>();
                if (deals.hasDimension(field)) {
                    Segments segments = deals.segments(field);
                    for (int i = 0; i < decided.size(); i++) {
                        boolean won = decided.won[i];
                        segments.name(segments.code(decided.rows[i])).ifPresent(value -> count(ofField, value, won));
                    }
                }
                values.add(ofField);
                double[] total = new double[2];
                ofField.values().forEach(count -> {
                    total[0] += count[0];
                    total[1] += count[1];
                });
                totals.add(total);
            }
        }

        private static void count(Map<String, double[]> counts, String value, boolean won) {
            counts.computeIfAbsent(value, key -> new double[] {SMOOTHING, SMOOTHING})[won ? 0 : 1]++;
        }

        double chance(DealColumns deals, List<Optional<Segments>> segments, int deal) {
            StageRef stage = deals.stages().get(deals.stage(deal));
            String process = stage.process().id().value() + "/";
            double[] first = null;
            for (var any : stage.process().stages()) {
                first = first == null ? stages.get(process + any.id().value()) : first;
            }
            double[] here = stages.get(OpenDeals.stageName(stage));
            if (first == null || first[0] < 1 || first[1] < 1) {
                return Double.NaN;
            }
            List<Frequency> found = new ArrayList<>();
            if (here != null) {
                found.add(new Frequency(here[0], here[1], first[0], first[1]));
            }
            for (int f = 0; f < segments.size(); f++) {
                if (segments.get(f).isPresent()) {
                    Segments ofField = segments.get(f).orElseThrow();
                    Map<String, double[]> known = values.get(f);
                    double @Nullable [] count = ofField.name(ofField.code(deal))
                            .flatMap(value -> Optional.ofNullable(known.get(value)))
                            .orElse(null);
                    if (count != null) {
                        found.add(new Frequency(count[0], count[1], totals.get(f)[0], totals.get(f)[1]));
                    }
                }
            }
            return StrictMath.rint(10000 * NaiveBayes.chance(first[0], first[1], found)) / 10000;
        }
    }
}
