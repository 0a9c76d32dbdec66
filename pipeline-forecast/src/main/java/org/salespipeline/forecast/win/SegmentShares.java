package org.salespipeline.forecast.win;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.salespipeline.forecast.statistics.Proportion;
import org.salespipeline.forecast.statistics.Shrinkage;
import org.salespipeline.forecast.view.DealColumns.Segments;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/** Shares of wins by stage and by dimensions below it, each level drawn to the one above. */
record SegmentShares(ImmutableList<String> dimensions) implements WinModel {

    /** A strength that stands for groups which do not differ. */
    private static final double STRONGEST = 1e8;

    @Override
    public FittedWinModel fit(PipelineView view) {
        Decided decided = Decided.of(view);
        if (decided.size() == 0) {
            return new StatedChances();
        }
        List<String> used =
                dimensions.stream().filter(view.deals()::hasDimension).toList();
        Map<String, long[]> counts = count(decided, used);
        Map<String, Double> shares = new HashMap<>();
        long wins = 0;
        for (boolean won : decided.won) {
            wins += won ? 1 : 0;
        }
        shares.put("", (wins + 0.5) / (decided.size() + 1.0));
        for (int level = 0; level <= used.size(); level++) {
            shrink(counts, shares, level);
        }
        return (asked, horizonDays) -> answer(decided, shares, used, asked, horizonDays);
    }

    /** Wins and deals by path, as {@code stage \n value \n value}; parents hold those of their children. */
    private static Map<String, long[]> count(Decided decided, List<String> used) {
        Map<String, long[]> counts = new TreeMap<>();
        List<Segments> segments = used.stream().map(decided.deals::segments).toList();
        for (StageRef stage : decided.deals.stages()) {
            for (int i = 0; stage.isInPipeline() && i < decided.size(); i++) {
                if (decided.reached(i, stage)) {
                    StringBuilder path = new StringBuilder("\n").append(OpenDeals.stageName(stage));
                    for (int level = 0; level <= used.size(); level++) {
                        long[] count = counts.computeIfAbsent(path.toString(), key -> new long[2]);
                        count[0] += decided.won[i] ? 1 : 0;
                        count[1]++;
                        if (level < used.size()) {
                            Segments next = segments.get(level);
                            path.append('\n').append(next.label(next.code(decided.rows[i])));
                        }
                    }
                }
            }
        }
        return counts;
    }

    private static int level(String path) {
        return (int) path.chars().filter(c -> c == '\n').count() - 1;
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('\n'));
    }

    private static void shrink(Map<String, long[]> counts, Map<String, Double> shares, int level) {
        List<Map.Entry<String, long[]>> groups = counts.entrySet().stream()
                .filter(entry -> level(entry.getKey()) == level)
                .toList();
        if (groups.isEmpty()) {
            return;
        }
        long[] wins = groups.stream().mapToLong(group -> group.getValue()[0]).toArray();
        long[] all = groups.stream().mapToLong(group -> group.getValue()[1]).toArray();
        double strength = Math.min(STRONGEST, Shrinkage.betaBinomial(wins, all).strength());
        for (Map.Entry<String, long[]> group : groups) {
            double above = requireNonNull(shares.get(parent(group.getKey())));
            Proportion own = new Proportion(group.getValue()[0], group.getValue()[1]);
            shares.put(group.getKey(), Shrinkage.towards(above, strength, own));
        }
    }

    private static WinChances answer(
            Decided decided, Map<String, Double> shares, List<String> used, PipelineView view, int... horizonDays) {
        WinChances.Builder builder = WinChances.builder(view, horizonDays);
        List<Segments> segments = used.stream()
                .filter(view.deals()::hasDimension)
                .map(view.deals()::segments)
                .toList();
        double[] win = new double[horizonDays.length];
        double[] lose = new double[horizonDays.length];
        for (int row = 0; row < builder.size(); row++) {
            int deal = builder.dealRow(row);
            String path = "\n"
                    + OpenDeals.stageName(view.deals().stages().get(view.deals().stage(deal)));
            double chance = shares.getOrDefault(path, requireNonNull(shares.get("")));
            for (Segments next : segments) {
                path += "\n" + next.label(next.code(deal));
                chance = shares.getOrDefault(path, chance);
            }
            for (int h = 0; h < horizonDays.length; h++) {
                win[h] = chance * decided.decidedWithin(horizonDays[h]);
                lose[h] = (1 - chance) * decided.decidedWithin(horizonDays[h]);
            }
            builder.set(row, WinChances.Evidence.SEGMENTS, win, lose);
        }
        return builder.build();
    }
}
