package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Optional;
import org.salespipeline.calendar.BusinessCalendar;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.stage.StageId;

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

    /** What becomes of deals that go back to a stage where they were before. */
    public enum BackwardMoves {
        /** Only the first time in a stage counts. */
        FIRST_ENTRY,
        /** Every time counts. */
        EVERY_VISIT,
        /** What leads further than the deal ever was counts; going back is as if it had stayed. */
        FURTHEST_REACHED,
        /** Only the last time in a stage counts. */
        LAST_VISIT
    }

    /** What becomes of stages that a deal did not enter although it went, or began, beyond them in the declared order. */
    public enum Skips {
        /** Not entered, not counted. */
        STRICT,
        /** Counted as passed, on the day on which the deal went beyond them; without a duration. */
        IMPUTED_PASS,
        /** Counted as passed in no time. */
        ZERO_DURATION
    }

    /** What becomes of the time in which a deal was closed before it was reopened. */
    public enum ReopenedTime {
        /** It is no time of the deal. */
        EXCLUDED,
        /** It counts as if the deal had been open. */
        INCLUDED
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
        return new Measure<>(new WinRateRecipe(cohort, Optional.empty()), Scope.ALL);
    }

    /**
     * The same of deals that came to a stage, or beyond it, at some time; the created cohort by the day on which they first
     * did. Others are left out and counted in {@link MeasureTable#missing}, those of processes without the stage too.
     *
     * @param from an open stage
     */
    public static Measure<Figures.WinRate> winRate(Cohort cohort, StageId from) {
        return new Measure<>(new WinRateRecipe(cohort, Optional.of(from)), Scope.ALL);
    }

    /** {@link #timeInStage(BackwardMoves, Skips)} of every visit; skipped stages have none. */
    public static Measure<StageFigures.TimeInStage> timeInStage() {
        return timeInStage(BackwardMoves.EVERY_VISIT, Skips.IMPUTED_PASS);
    }

    /**
     * Calendar days in each open stage, by visit: from the day on which the deal entered to the day on which it left, and to the
     * day of the view for those that are still there.
     *
     * <p>A visit belongs to the period in which it began. Who enters the stage where it is stays. The mean is that of visits
     * that have ended, and so too low as long as slow ones go on; the median is that of Kaplan and Meier, for which visits that
     * go on are watched up to now. Time in which a deal is closed, merged, deleted or recycled is in no stage, so that the days
     * of all visits of a deal add up to the time in which it was open. A visit of more than a century is left out as an error.
     *
     * @param skips {@code ZERO_DURATION} adds a visit of 0 days for each stage that was skipped; the others add none
     */
    public static Measure<StageFigures.TimeInStage> timeInStage(BackwardMoves backward, Skips skips) {
        return new Measure<>(new TimeInStageRecipe(backward, skips, Clock.CALENDAR), Scope.ALL);
    }

    /** The same in business time: days that the calendar says are worked on, after the one on which the visit began. */
    public static Measure<StageFigures.TimeInStage> timeInStage(
            BackwardMoves backward, Skips skips, BusinessCalendar calendar) {
        return new Measure<>(new TimeInStageRecipe(backward, skips, Clock.of(calendar)), Scope.ALL);
    }

    /** {@link #cycleLength(Cohort, ReopenedTime)} without the time before a reopening. */
    public static Measure<Figures.CycleLength> cycleLength(Cohort cohort) {
        return cycleLength(cohort, ReopenedTime.EXCLUDED);
    }

    /**
     * Calendar days from the creation of a deal to its close.
     *
     * <p>Means and the median to the win are those of deals that came to that end. The median to any end is that of Kaplan
     * and Meier, for which open deals of a created cohort are watched up to now. A deal that is closed without a date ended
     * when that became true. Deals with a close before their creation are left out as errors, and so are those of more than a
     * century.
     */
    public static Measure<Figures.CycleLength> cycleLength(Cohort cohort, ReopenedTime reopened) {
        return new Measure<>(new CycleLengthRecipe(cohort, reopened, Clock.CALENDAR), Scope.ALL);
    }

    /** The same in business time: days that the calendar says are worked on, after that of the creation. */
    public static Measure<Figures.CycleLength> cycleLength(
            Cohort cohort, ReopenedTime reopened, BusinessCalendar calendar) {
        return new Measure<>(new CycleLengthRecipe(cohort, reopened, Clock.of(calendar)), Scope.ALL);
    }

    /** {@link #conversion(BackwardMoves, Skips)} from the first entry, skipped stages counted as passed. */
    public static Measure<StageFigures.Conversion> conversion() {
        return conversion(BackwardMoves.FIRST_ENTRY, Skips.IMPUTED_PASS);
    }

    /**
     * Of deals that entered a stage, how many came to each later one, and to the win; by the period in which they entered.
     *
     * <pre>
     *   rate   = reached / entered       entered = reached + open + lost + other
     *   chance = F(t), the estimator of Aalen and Johansen at the last day t after the entry that anyone was watched
     * </pre>
     *
     * <p>The rate is too low for recent cohorts, since open deals may still get there; the chance is not, since open deals are
     * watched up to now: to end without getting there is the competing outcome. Later is what stands later in the declared
     * order of the version that the deal follows now. The final outcome counts: who won, was reopened and lost is lost, and
     * counted as reopened. A deal that begins in a later stage passes those before it as it is created, where skips count.
     *
     * <p>By {@code FURTHEST_REACHED} a target counts whenever it was reached, so that no rate is above that of an earlier
     * target. By {@code EVERY_VISIT} each time in the stage is an entry of its own, and ends with the next one. {@code
     * ZERO_DURATION} is as {@code IMPUTED_PASS} here.
     */
    public static Measure<StageFigures.Conversion> conversion(BackwardMoves backward, Skips skips) {
        return new Measure<>(new ConversionRecipe(backward, skips), Scope.ALL);
    }

    /**
     * Of deals that entered a stage, with which chance they came to each later one, and to the win, within so many days: by the
     * period in which they first entered, skipped stages counted as passed.
     *
     * <pre>
     *   there(t) + lost(t) + otherwise ended(t) + open(t) = 1      estimators of Aalen and Johansen, and of Kaplan and Meier
     * </pre>
     *
     * <p>Open deals are watched up to now, so that recent cohorts are no worse for being recent; how far ahead anything can be
     * told is another matter, see {@link StageFigures.Horizon}.
     *
     * @param days ascending, each from 0 to a century; at least one
     */
    public static Measure<StageFigures.ConversionByHorizon> conversionByHorizon(int... days) {
        checkArgument(days.length > 0, "horizons must be named, was none; 30, 90, 180 are usual");
        for (int i = 0; i < days.length; i++) {
            checkArgument(
                    days[i] >= (i == 0 ? 0 : days[i - 1] + 1) && days[i] <= Population.LONGEST_DAYS,
                    "horizons must ascend from 0 to %s days, was %s",
                    Population.LONGEST_DAYS,
                    Arrays.toString(days));
        }
        return new Measure<>(new HorizonRecipe(Arrays.stream(days).boxed().toList()), Scope.ALL);
    }

    /**
     * Of deals that were in a stage at some time of a period, how many moved on in the period: forward or to a win; and how many
     * were lost, went back, or ended otherwise. A deal that comes into the stage again counts again.
     *
     * <p>What a period sees, whenever the deals came in: it does not wait for anybody, and it is not the chance of a deal to
     * move on, since most are watched for a part of their stay only.
     */
    public static Measure<StageFigures.Flow> flow() {
        return new Measure<>(new FlowRecipe(), Scope.ALL);
    }

    /**
     * Each open stage at a glance: who came in the period, with which chance they move on and are won, how long they stay, and
     * who is there at its end with how much money. Stays are those of {@link #timeInStage}; chances are those of Aalen and
     * Johansen, for which deals that are still there, or open, are watched up to now. Of several periods together, those who
     * are there are those at the end of the last one.
     */
    public static Measure<StageFigures.Scorecard> stageScorecard() {
        return new Measure<>(new ScorecardRecipe(), Scope.ALL);
    }

    /**
     * Where deals move on more slowly than they did, and than those of other segments do; seen from the end of each period, or
     * of the day of the view, back over so many weeks. Ask it by the segments that have the same stages to go through.
     *
     * <pre>
     *   deviation of a week = (moves − expected) ÷ √max(expected, 1)
     * </pre>
     *
     * <p>To move on is to leave for a later open stage or a win. Expected are the moves that deals of the same ages in the
     * stage make per day over all the weeks, so that a week with many new deals is no alarm. The weeks are searched for the one
     * most likely change, see {@link org.salespipeline.forecast.statistics.ChangePoint ChangePoint}: if nothing changed, the
     * weeks could have come in any other order. Each row then has the false-discovery rate at which it stands out among all
     * rows, after Benjamini and Hochberg. Since the change, the row is compared with those of the same stage and period by the
     * log-rank test over ages.
     *
     * <p>In 1,000 simulated organisations in which nothing changed, 20 rows each over 52 weeks, 12 had a bottleneck at 5 %; of
     * 1,000 in which one stage of one region of four went down to two fifths of its pace for the last 16 of the weeks, with
     * ten new deals a week in that region, 85 % were found, dated a week beside the truth in the mean.
     *
     * <p>A stage that was slow from the beginning is no bottleneck by its own history; compare its time with that of its peers.
     * What is recorded late is missing from the last weeks. An organisation that is younger than the weeks looks slower as it
     * ages, since its fast deals come first.
     *
     * @param weeks 8 to 520
     */
    public static Measure<StageFigures.Bottleneck> bottlenecks(int weeks) {
        checkArgument(weeks >= 8 && weeks <= 520, "weeks must be in [8, 520], was %s", weeks);
        return new Measure<>(new BottleneckRecipe(weeks), Scope.ALL);
    }

    /**
     * What was won, by what becomes of a win that is taken back because the deal is reopened, merged, deleted or recycled.
     *
     * <ul>
     *   <li>{@code RESTATE}: it is taken out of the period of the win. Only wins that stand are told, with their amounts as they
     *       are now, in the period of their close.
     *   <li>{@code REVERSE_NOW}: it is subtracted in the period in which it is taken back, and a change of the amount after the
     *       day of the win counts in the period in which it was made; what was told of a period before stays.
     * </ul>
     *
     * <p>Over all time together both come to the same net amount. A win that is dated after the day of the view is not booked
     * yet, and one without a date is in no period; both are left out and counted.
     */
    public static Measure<Figures.Bookings> bookings(WinReversal policy) {
        return new Measure<>(new BookingRecipe(policy), Scope.ALL);
    }

    /** The amounts of won deals, by the period of the close: their sum, mean, median and the largest. */
    public static Measure<Figures.DealSize> dealSize() {
        return new Measure<>(new DealSizeRecipe(), Scope.ALL);
    }

    /**
     * Pipeline generation: deals that came into the pipeline for the first time, by the period in which they did, with their
     * amounts at the end of that day and as they are now. A deal created in a stage before the pipeline comes in when it
     * enters an open stage of the pipeline proper.
     */
    public static Measure<Figures.Inflow> inflow() {
        return new Measure<>(new InflowRecipe(), Scope.ALL);
    }

    /**
     * How much money the pipeline turns out per day, by the formula and as it was.
     *
     * <pre>
     *   formula  V = n · w · a ÷ L       n deals in the pipeline at the end of the period, or of the day of the view
     *                                    w won ÷ (won + lost), a mean amount of won deals, L mean days to win
     *   realised   = Σ won amounts ÷ days of the period that have passed
     * </pre>
     *
     * <p>Won and lost deals are those closed in the period; without one, it is from the first creation to the day of the view.
     * The formula is a product of means and does not add up over segments; what was realised does. In a steady state the two
     * agree, and the mean number of open deals is that of Little's law, inflow per day times mean days in the pipeline: a gap
     * tells of growth, of decay, or of bad dates. In a total of several periods, n is that at the end of the last one.
     *
     * <p>Source: J. D. C. Little (1961), A proof for the queuing formula L = λW, <i>Operations Research</i> 9(3):383–387.
     */
    public static Measure<Figures.Velocity> velocity() {
        return new Measure<>(new VelocityRecipe(), Scope.ALL);
    }

    /** {@link #pushes(FiscalCalendar, Granularity)} by calendar months. */
    public static Measure<Figures.Pushes> pushes() {
        return pushes(FiscalCalendar.calendarYear(), Granularity.MONTH);
    }

    /**
     * How often the expected close of deals in the pipeline was moved to a later period (push) or an earlier one (pull-in), by
     * the day on which it was moved; and how often to a later or earlier day at all. A date that is taken away and stated anew
     * is compared with the one before. A deal that was there in several of the asked periods counts as a deal in each.
     */
    public static Measure<Figures.Pushes> pushes(FiscalCalendar calendar, Granularity granularity) {
        return new Measure<>(new PushRecipe(calendar, granularity), Scope.ALL);
    }

    /**
     * What became of the deals that were in the pipeline and dated in a period when it began, as it was known on the day before:
     * won, lost, slipped or ended otherwise at its end, in count and in amount at that time. While the period is not over,
     * those that are undecided are open and in no rate. Who was pushed out and pulled back, and closed in the period, did not
     * slip.
     *
     * <pre>
     *   slip rate = slipped ÷ (won + lost + slipped + other)
     * </pre>
     *
     * <p>The end is told by all that is known now. Amounts that were unknown or in another currency count as 0. It must be
     * asked over periods; without any, {@link Measure#of} refuses.
     */
    public static Measure<Figures.Slip> slip() {
        return new Measure<>(new SlipRecipe(), Scope.ALL);
    }

    /**
     * The win rate of each row against that of all other rows, as drivers of wins and losses: ask it by the segments that may
     * make a difference. Each row is tested by Fisher's exact test, and since many are tested at once, it comes with the
     * false-discovery rate at which it stands out, after Benjamini and Yekutieli, whatever the dependence between the rows.
     *
     * <p>Deals count in the period of their close, as in {@link #winRate} of the closed cohort.
     */
    public static Measure<Figures.Comparison> winLoss() {
        return new Measure<>(new ComparisonRecipe(ComparisonRecipe.Of.WINS), Scope.ALL);
    }

    /**
     * The share of each reason among lost deals, against that in all other rows with the same reason; tested as {@link #winLoss}
     * is, the rows of one reason together. Deals that were lost for no stated reason have the reason {@code (none)}.
     */
    public static Measure<Figures.Comparison> lossReasons() {
        return new Measure<>(new ComparisonRecipe(ComparisonRecipe.Of.LOSS_REASONS), Scope.ALL);
    }

    /**
     * The share of each competitor among lost deals, as {@link #lossReasons} tells that of reasons. Deals that were lost to nobody
     * who is known have the competitor {@code (none)}.
     */
    public static Measure<Figures.Comparison> lossesToCompetitors() {
        return new Measure<>(new ComparisonRecipe(ComparisonRecipe.Of.COMPETITORS), Scope.ALL);
    }

    /**
     * How far each period has come to its quota, and what there is to reach the rest with, in the three forms in use.
     *
     * <pre>
     *   attainment = closed ÷ quota      gap = quota − closed
     *   pipeline by quota = whole open pipeline ÷ quota
     *   open by gap       = open deals dated in the period ÷ gap
     *   weighted by gap   = the same at the win probabilities of their stages ÷ gap
     * </pre>
     *
     * <p>Open deals that are dated before the day of the view are overdue and in the first form only. Business that does not
     * exist yet is in none: see what past periods had of it in {@link #pacing}, and which open by gap would have sufficed.
     * Segments that have a quota have a row in every period. It must be asked over periods; without any, {@link Measure#of}
     * refuses, and so it does where a quota names another number of segments than there are dimensions.
     */
    public static Measure<TargetFigures.Coverage> coverage(Quotas quotas) {
        return new Measure<>(
                new CoverageRecipe(quotas), quotas.currency().map(Scope.ALL::in).orElse(Scope.ALL));
    }

    /**
     * How far each period has come, measured by as many periods just before it at the same point: after the same share of
     * their days, rounded up to whole days.
     *
     * <pre>
     *   share by then = closed up to the point ÷ final total      of each past period with a final total above 0
     *   run rate      = closed ÷ median share by then
     *   won of dated  = Σ won in the period ÷ Σ all, of amounts dated in it and open at the point; as was known then
     * </pre>
     *
     * <p>It must be asked over periods. Of several periods together only what is closed is told, not a pace.
     *
     * @param past 1 to 100
     */
    public static Measure<TargetFigures.Pacing> pacing(int past) {
        checkArgument(past >= 1 && past <= 100, "past periods must be in [1, 100], was %s", past);
        return new Measure<>(new PacingRecipe(past), Scope.ALL);
    }
}
