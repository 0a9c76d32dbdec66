package org.salespipeline.forecast.win;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.salespipeline.forecast.statistics.CalibrationMap;
import org.salespipeline.forecast.view.PipelineView;

/**
 * The chance of deals to be won, learned from the outcomes of other deals of the same view; for data that tell how deals ended, but
 * not what was known when.
 *
 * <p>An additive logit and boosted pairs of features, half of the log-odds each. How far each trusts the data, and the map that
 * sets the chances right in the end, come from deals that were held back: later ones where deals have dates that differ, else
 * fifths of the deals, with deals that are alike in all in one of them. The stage, the close date and what a person called play no
 * part, because an outcome changes them; a dimension of numbers is read as numbers, and not to be known is a value of its own.
 *
 * <p>Immutable; shared by threads. The same deals in the same order give the same bits.
 */
public final class OutcomeChances {

    private final OutcomeBins bins;
    private final ImmutableList<OutcomeMember> members;
    private final CalibrationMap calibration;
    private final ImmutableList<String> warnings;
    private final int cases;

    private OutcomeChances(OutcomeSource source, int[] rows) {
        cases = rows.length;
        OutcomeFit fit = new OutcomeFit(source, rows);
        bins = fit.bins;
        members = ImmutableList.copyOf(fit.members);
        calibration = fit.calibration;
        warnings = ImmutableList.copyOf(fit.warnings());
    }

    /**
     * Learns from decided deals.
     *
     * @param rows of {@link PipelineView#deals()}, the oldest deal first; one or more
     * @throws IllegalArgumentException if a row is not one of a won or lost deal, or there is none
     */
    public static OutcomeChances learnedFrom(PipelineView view, int... rows) {
        checkArgument(rows.length > 0, "deals to learn from must be one or more, was none");
        OutcomeSource source = new OutcomeSource(view);
        for (int row : rows) {
            checkArgument(
                    row >= 0 && row < view.deals().size(),
                    "row must be below %s, was %s",
                    view.deals().size(),
                    row);
            checkArgument(
                    source.isDecided(row),
                    "%s: a deal to learn from must be won or lost, was %s",
                    view.deals().id(row),
                    view.deals().stages().get(view.deals().stage(row)).stage().id());
        }
        return new OutcomeChances(source, rows.clone());
    }

    /** The number of deals learned from. */
    public int cases() {
        return cases;
    }

    /**
     * The chance in [0, 1] that a deal is won.
     *
     * @param row of the deals of the view, open or decided
     */
    public double pWin(int row) {
        byte[][] codes = codes(row);
        double logit = 0;
        for (OutcomeMember member : members) {
            logit += member.score(codes, 0) / members.size();
        }
        return calibration.apply(OutcomeFit.chance(logit));
    }

    private byte[][] codes(int row) {
        byte[][] codes = new byte[bins.size()][1];
        for (int f = 0; f < codes.length; f++) {
            codes[f][0] = (byte) bins.code(f, row);
        }
        return codes;
    }

    /**
     * Why: what moves the log-odds of this deal by itself, before they are set right, the strongest part first. What two things do
     * only together is not told.
     */
    public List<WinChances.Part> explanation(int row) {
        byte[][] codes = codes(row);
        List<WinChances.Part> parts = new ArrayList<>();
        for (int f = 0; f < codes.length; f++) {
            double towards = 0;
            for (OutcomeMember member : members) {
                towards += member.part(f, codes[f][0]) / members.size();
            }
            Feature feature = bins.features.get(f);
            parts.add(new WinChances.Part(feature.name(), feature.label(codes[f][0]), towards, 0));
        }
        parts.sort(Comparator.comparingDouble((WinChances.Part part) -> -Math.abs(part.towardsWin()))
                .thenComparing(WinChances.Part::name));
        return parts;
    }

    /**
     * What looks as if it had been written when the outcome was known: that alone tells won from lost nearly always. A sentence
     * each, in the order of the names; empty if nothing does.
     */
    public List<String> warnings() {
        return warnings;
    }
}
