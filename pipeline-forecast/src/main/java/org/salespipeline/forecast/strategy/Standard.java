package org.salespipeline.forecast.strategy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.revenue.CommonFactor;
import org.salespipeline.forecast.revenue.PastPeriods;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.FittedWinModel;
import org.salespipeline.forecast.win.WinModel;

/**
 * Chances by horizon for the open deals, what wins came to before, business that does not exist yet, and how good and bad
 * periods move all of it together.
 */
final class Standard implements ForecastStrategy {

    private final WinModel model;
    private final WinModel pastModel;

    /**
     * A strategy.
     *
     * @param model of the chances of today
     * @param pastModel of what would have been said in past periods, which is learned anew for each
     */
    Standard(WinModel model, WinModel pastModel) {
        this.model = model;
        this.pastModel = pastModel;
    }

    @Override
    public FittedStrategy fit(PipelineView view) {
        return new Fitted(pastModel, view, model.fit(view));
    }

    @Override
    public String toString() {
        return "standard";
    }

    /** What was learned; the past is looked at once for each length of periods that is asked for. */
    private static final class Fitted implements FittedStrategy {

        private final WinModel pastModel;
        private final PipelineView learned;
        private final FittedWinModel chances;
        private final Map<FiscalPeriod, Past> pasts = new ConcurrentHashMap<>();

        Fitted(WinModel pastModel, PipelineView learned, FittedWinModel chances) {
            this.pastModel = pastModel;
            this.learned = learned;
            this.chances = chances;
        }

        @Override
        public Forecast forecast(PipelineView view, ForecastRequest request) {
            FiscalPeriod asked = request.periods().get(0);
            FiscalPeriod like = asked.calendar().periodOf(learned.asOfDate().plusDays(1), asked.granularity());
            Past past = pasts.computeIfAbsent(like, period -> Past.of(PastOrigins.of(learned, period, pastModel)));
            return new StandardAnswer(view, request, past, chances).forecast();
        }
    }

    /** What past periods tell. */
    record Past(PastOrigins origins, CommonFactor factor, int periods) {

        static Past of(PastOrigins origins) {
            PastPeriods.Builder told = PastPeriods.builder();
            for (PastOrigins.Origin origin : origins.latestFirst()) {
                for (int i = 0; i < origin.rowNow().length; i++) {
                    boolean isKnown = origin.chances().isKnown(i) && origin.rowNow()[i] >= 0;
                    if (isKnown) {
                        boolean won = origins.isWon(
                                origin.rowNow()[i],
                                origin.day(),
                                origins.target(origin, 0).lastDay());
                        told.add(origin.chances().pWin(i, 0), won);
                    }
                }
                told.endPeriod();
            }
            PastPeriods past = told.build();
            return new Past(origins, past.factor(), past.size());
        }
    }
}
