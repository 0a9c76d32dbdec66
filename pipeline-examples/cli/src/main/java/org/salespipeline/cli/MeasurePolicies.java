package org.salespipeline.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.salespipeline.calendar.BusinessCalendar;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.forecast.measure.Figures;
import org.salespipeline.forecast.measure.Measure;
import org.salespipeline.forecast.measure.Measures;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.measure.Measures.ReopenedTime;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures;
import org.salespipeline.stage.StageId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how measures count what can be counted in several ways. */
final class MeasurePolicies {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--cohort", paramLabel = "COHORT", description = "closed or created. Default: closed.")
    private Cohort cohort = Cohort.CLOSED;

    @Option(
            names = "--from-stage",
            paramLabel = "STAGE",
            description =
                    "win-rate only of deals that came to this stage, by its id, or beyond it. Default: all deals.")
    private Optional<String> fromStage = Optional.empty();

    @Option(
            names = "--backward",
            paramLabel = "POLICY",
            description =
                    "Who goes back to a stage: first_entry, every_visit, furthest_reached or last_visit. Default: first_entry for conversion, every_visit for time-in-stage.")
    private Optional<BackwardMoves> backward = Optional.empty();

    @Option(
            names = "--skips",
            paramLabel = "POLICY",
            description = "Who skips a stage: strict, imputed_pass or zero_duration. Default: imputed_pass.")
    private Skips skips = Skips.IMPUTED_PASS;

    @Option(
            names = "--reopened",
            paramLabel = "POLICY",
            description =
                    "Time between a close and a reopening in cycle-length: excluded or included. Default: excluded.")
    private ReopenedTime reopened = ReopenedTime.EXCLUDED;

    @Option(
            names = "--reversal",
            paramLabel = "POLICY",
            description =
                    "A win that is taken back in bookings: reverse_now, in the period of the reopening, or restate, in that of the win. Default: reverse_now.")
    private WinReversal reversal = WinReversal.REVERSE_NOW;

    @Option(
            names = "--horizons",
            paramLabel = "DAYS",
            split = ",",
            description = "Days after the entry for conversion-by-horizon, ascending. Default: 30,90,180.")
    private List<Integer> horizons = List.of();

    @Option(
            names = "--working-days",
            description = "Count time-in-stage and cycle-length in days from Monday to Friday.")
    private boolean workingDays;

    @Option(
            names = "--days-off",
            paramLabel = "DATE",
            split = ",",
            converter = DayConverter.class,
            description = "And without these days, as 2026-12-25; one or more.")
    private List<LocalDate> daysOff = List.of();

    /** For picocli. */
    MeasurePolicies() {}

    Cohort cohort() {
        return cohort;
    }

    WinReversal reversal() {
        return reversal;
    }

    Measure<Figures.WinRate> winRate() {
        return fromStage
                .map(stage -> Measures.winRate(cohort, StageId.of(stage)))
                .orElseGet(() -> Measures.winRate(cohort));
    }

    Measure<Figures.CycleLength> cycleLength() {
        return calendar()
                .map(days -> Measures.cycleLength(cohort, reopened, days))
                .orElseGet(() -> Measures.cycleLength(cohort, reopened));
    }

    Measure<StageFigures.TimeInStage> timeInStage() {
        BackwardMoves moves = backward.orElse(BackwardMoves.EVERY_VISIT);
        return calendar()
                .map(days -> Measures.timeInStage(moves, skips, days))
                .orElseGet(() -> Measures.timeInStage(moves, skips));
    }

    Measure<StageFigures.Conversion> conversion() {
        return Measures.conversion(backward.orElse(BackwardMoves.FIRST_ENTRY), skips);
    }

    Measure<StageFigures.ConversionByHorizon> conversionByHorizon() {
        int[] days = horizons.stream().mapToInt(day -> day).toArray();
        try {
            return days.length == 0 ? Measures.conversionByHorizon(30, 90, 180) : Measures.conversionByHorizon(days);
        } catch (IllegalArgumentException unfit) {
            throw new ParameterException(spec.commandLine(), "--horizons: " + unfit.getMessage(), unfit);
        }
    }

    private Optional<BusinessCalendar> calendar() {
        if (!workingDays && !daysOff.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--days-off needs --working-days");
        }
        return workingDays ? Optional.of(BusinessCalendar.mondayToFriday().closedOn(daysOff)) : Optional.empty();
    }
}
