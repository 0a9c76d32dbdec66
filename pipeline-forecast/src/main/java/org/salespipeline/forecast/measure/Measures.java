package org.salespipeline.forecast.measure;

/** Entry point to all measures of what happened; each can be asked by any dimensions over any periods, see {@link Measure}. */
public final class Measures {

    private Measures() {}

    /** Which deals belong together in a period. */
    public enum Cohort {
        /** Those closed in the period: stable once it is over, but a mix of deals from many times. */
        CLOSED,
        /** Those created in the period: fair, but recent periods still have open deals. */
        CREATED
    }

    /**
     * Won of decided deals, by count and by amount.
     *
     * <pre>
     *   by count = won / (won + lost)       by amount = Σ won amounts / Σ won and lost amounts
     * </pre>
     *
     * <p>With intervals, and with the rate of each row drawn towards the others by beta-binomial shrinkage, see {@link
     * org.salespipeline.forecast.statistics.Shrinkage Shrinkage}: a row with few deals says little on its own. Other terminal
     * stages, merged, deleted and recycled deals are in no rate. Closed deals count by how they stand: one that was won,
     * reopened and lost is lost. A closed deal without a date is in no period; one closed after the day of the view is left
     * out.
     *
     * <p>Source of the interval by amount: L. Kish (1965), <i>Survey Sampling</i>, 11.7, for the number of equal deals.
     */
    public static Measure<Figures.WinRate> winRate(Cohort cohort) {
        return new Measure<>(new WinRateRecipe(cohort), Scope.ALL);
    }
}
