package org.salespipeline.forecast.strategy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.Contribution;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;

/** What is wrong with an answer, as the end of a sentence. */
final class AnswerCheck {

    private AnswerCheck() {}

    /** Whatever no strategy may have an opinion on. */
    static Optional<String> differenceInFacts(Forecast facts, Forecast answer) {
        if (facts.lines().size() != answer.lines().size()) {
            return Optional.of("which have " + facts.lines().size() + " lines, was "
                    + answer.lines().size());
        }
        for (int i = 0; i < facts.lines().size(); i++) {
            List<Object> wanted = facts(facts.lines().get(i));
            List<Object> found = facts(answer.lines().get(i));
            if (!wanted.equals(found)) {
                return Optional.of("which say " + wanted + ", was " + found);
            }
        }
        for (Forecast.Outside where : Forecast.Outside.values()) {
            Money wanted = facts.outside(where);
            if (!wanted.equals(answer.outside(where))) {
                return Optional.of("which say " + where + " " + wanted + ", was " + answer.outside(where));
            }
        }
        return Optional.empty();
    }

    private static List<Object> facts(ForecastLine line) {
        return List.of(line.period(), line.segment(), line.closed(), line.open(), line.overdue(), line.unscheduled());
    }

    static Optional<String> differenceInContributions(Forecast answer, List<Contribution> contributions) {
        Map<Place, BigDecimal> sums = new HashMap<>();
        for (Contribution contribution : contributions) {
            sums.merge(
                    new Place(contribution.period(), contribution.segment()), contribution.weighted(), BigDecimal::add);
        }
        for (ForecastLine line : answer.lines()) {
            BigDecimal exact = sums.getOrDefault(new Place(line.period(), line.segment()), BigDecimal.ZERO);
            BigDecimal expected = line.expected().minus(line.unattributed()).getAmount();
            if (exact.setScale(expected.scale(), RoundingMode.HALF_EVEN).compareTo(expected) != 0) {
                return Optional.of("which are " + expected.toPlainString() + " for " + line.period() + " "
                        + line.segment() + ", was " + exact.toPlainString());
            }
        }
        return Optional.empty();
    }

    private record Place(FiscalPeriod period, String segment) {}
}
