package org.salespipeline.stage;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The ways between the stages of a process, by position, with everything that can be reached over them. */
final class StageGraph {

    private final BitSet[] ways;
    private final BitSet[] reached;

    private StageGraph(BitSet[] ways) {
        this.ways = ways;
        this.reached = closureOf(ways);
    }

    /**
     * Adds the ways that need no word to the declared ones.
     *
     * @param declared the moves of the host, one set of targets per stage; when all are empty the stages are chained
     */
    static StageGraph of(List<Stage> stages, BitSet[] declared) {
        BitSet[] ways = new BitSet[stages.size()];
        boolean anyDeclared = false;
        for (int from = 0; from < ways.length; from++) {
            ways[from] = (BitSet) declared[from].clone();
            anyDeclared |= stages.get(from).kind().isOpen() && !declared[from].isEmpty();
        }
        if (!anyDeclared) {
            chain(stages, ways);
        }
        chainAfterWin(stages, ways);
        for (int from = 0; from < ways.length; from++) {
            if (stages.get(from).kind().isOpen()) {
                add(stages, ways[from], StageKind.LOST);
                add(stages, ways[from], StageKind.OTHER_TERMINAL);
            }
        }
        return new StageGraph(ways);
    }

    private static void chain(List<Stage> stages, BitSet[] ways) {
        int last = -1;
        for (int position = 0; position < ways.length; position++) {
            if (stages.get(position).kind().isOpen()) {
                if (last >= 0) {
                    ways[last].set(position);
                }
                last = position;
            }
        }
        if (last >= 0) {
            add(stages, ways[last], StageKind.WON);
        }
    }

    /** Leads from every won stage to the first one after the win and on from there, unless the host told the ways there. */
    private static void chainAfterWin(List<Stage> stages, BitSet[] ways) {
        BitSet won = ofKind(stages, StageKind.WON);
        BitSet after = ofKind(stages, StageKind.POST_SALES);
        if (won.stream().anyMatch(from -> !ways[from].isEmpty())
                || after.stream().anyMatch(from -> !ways[from].isEmpty())) {
            return;
        }
        BitSet before = won;
        for (int stage = after.nextSetBit(0); stage >= 0; stage = after.nextSetBit(stage + 1)) {
            int to = stage;
            before.stream().forEach(from -> ways[from].set(to));
            before = new BitSet();
            before.set(stage);
        }
    }

    private static BitSet ofKind(List<Stage> stages, StageKind kind) {
        BitSet positions = new BitSet();
        add(stages, positions, kind);
        return positions;
    }

    private static void add(List<Stage> stages, BitSet targets, StageKind kind) {
        for (int position = 0; position < stages.size(); position++) {
            if (stages.get(position).kind() == kind) {
                targets.set(position);
            }
        }
    }

    /** Warshall's algorithm on rows of bits. */
    private static BitSet[] closureOf(BitSet[] ways) {
        BitSet[] reached = new BitSet[ways.length];
        for (int from = 0; from < ways.length; from++) {
            reached[from] = (BitSet) ways[from].clone();
        }
        for (int via = 0; via < ways.length; via++) {
            for (int from = 0; from < ways.length; from++) {
                if (reached[from].get(via)) {
                    reached[from].or(reached[via]);
                }
            }
        }
        return reached;
    }

    /** Whether one way leads from the one stage to the other. */
    boolean leads(int from, int to) {
        return ways[from].get(to);
    }

    /** Whether one way or several lead from the one stage to the other. */
    boolean reaches(int from, int to) {
        return reached[from].get(to);
    }

    /** Whether one way or several lead to a stage of this kind. */
    boolean reaches(int from, List<Stage> stages, StageKind kind) {
        return reached[from].stream().anyMatch(to -> stages.get(to).kind() == kind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StageGraph that && Arrays.equals(ways, that.ways);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ways);
    }
}
