package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Entry point to the built-in models of how deals end, and when.
 *
 * <p>All but {@link #stageWeights} and {@link #naiveBayes}, which say what common tools say, learn from earlier moments of the
 * view as they were known then, deals that are still open included: learning from closed deals alone takes what closes fast
 * for what is typical.
 */
public final class WinModels {

    private WinModels() {}

    /**
     * The one to use. The log-odds of {@link #cells} (half), {@link #additive} (three tenths) and {@link #boosted} (two tenths),
     * week by week; the weights are fixed, because weights learned from few moments do harm. Where little is known it steps
     * down by itself, and {@link WinChances#evidence} tells how far:
     *
     * <ul>
     *   <li>with 300 wins and more, the three;
     *   <li>with 50 wins and more, cells and a cautious additive model;
     *   <li>with fewer, cells by stage and time in it, drawn to the chances stated for the stages;
     *   <li>with outcomes of which no time is known, the share of wins among like deals;
     *   <li>with none, the chances stated for the stages, around the stated dates; a stage without one is not known.
     * </ul>
     */
    public static WinModel standard() {
        return HazardModel.STANDARD;
    }

    /**
     * Cells of the stage and the time in it, followed from stage to stage, and factors for all else, each drawn to what is
     * common (a semi-Markov chain with credibility).
     */
    public static WinModel cells() {
        return HazardModel.CELLS;
    }

    /** Additive log-odds in bins, by penalised maximum likelihood. */
    public static WinModel additive() {
        return HazardModel.ADDITIVE;
    }

    /** Boosted trees of two levels: pairs of features count, no more than two at a time. */
    public static WinModel boosted() {
        return HazardModel.BOOSTED;
    }

    /**
     * What most tools show: the share of wins among the decided deals that reached the stage, all of it at the stated close.
     * Until that day a deal stays open, after it the deal is decided; an overdue one is decided at once. Where no deal is
     * decided the chance stated for the stage is taken.
     */
    public static WinModel stageWeights() {
        return StageWeights.INSTANCE;
    }

    /**
     * The share of wins by stage and by these dimensions, each level drawn to the one above it as far as its groups say how
     * alike they are (beta-binomial); decided at the pace of all deals.
     *
     * @param dimensions from the coarsest to the finest; one that a view does not have is left out
     */
    public static WinModel segments(String... dimensions) {
        return new SegmentShares(ImmutableList.copyOf(dimensions));
    }

    /**
     * The rival: the predictive lead score of Odoo, from its description. Frequencies of decided deals by stage and by each
     * dimension, multiplied as if they were independent. Decided at the stated close, as {@link #stageWeights}.
     */
    public static WinModel naiveBayes() {
        return new NaiveBayes(List.of("kind", "owner", "partner", "source"));
    }

    /**
     * A logit of the outcomes of decided deals on what is known of them, for data that tell how deals ended but not what was
     * known before; decided at the pace of all deals.
     */
    public static WinModel outcomesOnly() {
        return OutcomeLogit.INSTANCE;
    }
}
