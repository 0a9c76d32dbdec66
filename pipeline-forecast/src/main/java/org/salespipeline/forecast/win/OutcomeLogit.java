package org.salespipeline.forecast.win;

import java.util.Arrays;
import java.util.List;
import org.salespipeline.forecast.view.PipelineView;

/**
 * A logit of won against lost on what is known of decided deals. Without earlier views there is no telling what was known
 * before the outcome; so the stage, the dates and what a person called, which an outcome changes, play no part.
 */
enum OutcomeLogit implements WinModel {
    INSTANCE;

    private static final double RIDGE = 2;
    private static final double WALK = 2;

    @Override
    public FittedWinModel fit(PipelineView view) {
        Decided decided = Decided.of(view);
        if (decided.size() == 0) {
            return new StatedChances();
        }
        OpenDeals closed = OpenDeals.of(view, decided.rows);
        Encoding encoding = Encoding.learn(List.of(closed));
        List<Feature> features = encoding.features();
        int[] used = java.util.stream.IntStream.range(0, features.size())
                .filter(f -> isFair(features.get(f)))
                .toArray();
        int[] sizes = Arrays.stream(used).map(f -> features.get(f).size()).toArray();
        byte[] outcome = new byte[decided.size()];
        for (int i = 0; i < outcome.length; i++) {
            outcome[i] = (byte) (decided.won[i] ? 1 : 0);
        }
        double[] weights = new double[outcome.length];
        Arrays.fill(weights, 1);
        LogitFit.Design design =
                new LogitFit.Design(columns(encoding.encode(closed), used), null, sizes, outcome, outcome.length);
        double[] b = LogitFit.fit(design, weights, penalty(features, used), new double[1][design.width()])[0];
        return (asked, horizonDays) -> answer(new Learned(decided, encoding, used, sizes, b), asked, horizonDays);
    }

    /** What was learned. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    private record Learned(Decided decided, Encoding encoding, int[] used, int[] sizes, double[] b) {}

    private static boolean isFair(Feature feature) {
        return feature.kind() == Feature.Kind.TEXT
                ? !feature.name().equals("stage") && !feature.name().equals("category")
                : feature.name().equals("amount");
    }

    private static byte[][] columns(byte[][] codes, int[] used) {
        return Arrays.stream(used).mapToObj(f -> codes[f]).toArray(byte[][]::new);
    }

    private static LogitFit.Penalty penalty(List<Feature> features, int[] used) {
        int width = 1 + Arrays.stream(used).map(f -> features.get(f).size()).sum();
        double[] ridge = new double[width];
        double[] walk = new double[width];
        Arrays.fill(ridge, RIDGE);
        // one deal more of either outcome keeps the intercept finite where all are won
        ridge[0] = 0.1;
        int offset = 1;
        for (int f : used) {
            for (int code = 2; code < features.get(f).size() && features.get(f).isOrdered(); code++) {
                walk[offset + code] = WALK;
            }
            offset += features.get(f).size();
        }
        return new LogitFit.Penalty(ridge, walk);
    }

    private static WinChances answer(Learned learned, PipelineView view, int... horizonDays) {
        WinChances.Builder builder = WinChances.builder(view, horizonDays);
        byte[][] codes = columns(learned.encoding.encode(OpenDeals.of(view)), learned.used);
        double[] win = new double[horizonDays.length];
        double[] lose = new double[horizonDays.length];
        for (int row = 0; row < builder.size(); row++) {
            double logit = learned.b[0];
            int offset = 1;
            for (int f = 0; f < codes.length; f++) {
                logit += learned.b[offset + (codes[f][row] & 0xff)];
                offset += learned.sizes[f];
            }
            double chance = 1 / (1 + StrictMath.exp(-logit));
            for (int h = 0; h < horizonDays.length; h++) {
                double done = learned.decided.decidedWithin(horizonDays[h]);
                win[h] = chance * done;
                lose[h] = (1 - chance) * done;
            }
            builder.set(row, WinChances.Evidence.SEGMENTS, win, lose);
        }
        return builder.build();
    }
}
