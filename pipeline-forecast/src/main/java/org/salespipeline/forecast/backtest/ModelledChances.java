package org.salespipeline.forecast.backtest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.FittedWinModel;
import org.salespipeline.forecast.win.WinChances;

/** The chances that a model of how deals end gives to those that are open in its view, worked out once for some horizons. */
final class ModelledChances implements DealModel.Fitted {

    private final PipelineView view;
    private final FittedWinModel fitted;
    private final Map<List<Integer>, WinChances> said = new ConcurrentHashMap<>();

    ModelledChances(PipelineView view, FittedWinModel fitted) {
        this.view = view;
        this.fitted = fitted;
    }

    @Override
    public DealModel.Chances[] chances(int row, int... horizonDays) {
        List<Integer> horizons = Arrays.stream(horizonDays).boxed().toList();
        WinChances chances = said.computeIfAbsent(horizons, asked -> fitted.chances(view, horizonDays.clone()));
        int at = at(chances, row);
        boolean isKnown = at >= 0 && chances.isKnown(at);
        return IntStream.range(0, horizonDays.length)
                .mapToObj(horizon -> isKnown
                        ? new DealModel.Chances(chances.pWin(at, horizon), chances.pLose(at, horizon))
                        : new DealModel.Chances(0, 0))
                .toArray(DealModel.Chances[]::new);
    }

    /** Rows of deals ascend with the rows of chances. */
    private static int at(WinChances chances, int row) {
        int low = 0;
        int high = chances.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (chances.dealRow(middle) == row) {
                return middle;
            }
            if (chances.dealRow(middle) < row) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
