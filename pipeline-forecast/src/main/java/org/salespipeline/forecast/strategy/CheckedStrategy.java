package org.salespipeline.forecast.strategy;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.Contribution;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.view.PipelineView;

/** Guards a strategy from elsewhere: asks it twice and compares its answer with what the view says. */
final class CheckedStrategy implements ForecastStrategy {

    private final ForecastStrategy strategy;

    CheckedStrategy(ForecastStrategy strategy) {
        this.strategy = strategy;
    }

    @Override
    public FittedStrategy fit(PipelineView view) {
        FittedStrategy fitted = required("fit must return a fitted strategy", () -> strategy.fit(view));
        return (asked, request) -> answer(fitted, asked, request);
    }

    @Override
    public Forecast forecast(PipelineView view, ForecastRequest request) {
        Forecast twoSteps = fit(view).forecast(view, request);
        Forecast oneCall = required("forecast must return a forecast", () -> strategy.forecast(view, request));
        require(
                oneCall.equals(twoSteps),
                "the one-call form must answer what fit and forecast answer",
                twoSteps,
                oneCall);
        return twoSteps;
    }

    private Forecast answer(FittedStrategy fitted, PipelineView view, ForecastRequest request) {
        Forecast facts =
                Forecast.builder(view, request).strategy("facts of the view").build();
        Forecast answer = required("forecast must return a forecast", () -> fitted.forecast(view, request));
        require(answer.request().equals(request), "the answer must be to the request", request, answer.request());
        require(answer.asOf().equals(facts.asOf()), "the answer must be as of the view", facts.asOf(), answer.asOf());
        AnswerCheck.differenceInFacts(facts, answer)
                .ifPresent(difference -> fail("the answer must agree with the deals of the view, " + difference, null));
        List<Contribution> contributions = required(
                "the answer must have contributions; make it from the view with Forecast.builder",
                answer::contributions);
        AnswerCheck.differenceInContributions(answer, contributions)
                .ifPresent(
                        difference -> fail("contributions must add up to the expected amounts, " + difference, null));
        Forecast again = required("forecast must return a forecast", () -> fitted.forecast(view, request));
        require(
                again.equals(answer),
                "the same view and request must give the same answer",
                answer.fingerprint(),
                again.fingerprint());
        return answer;
    }

    private <T> T required(String rule, Supplier<T> call) {
        T result;
        try {
            result = call.get();
        } catch (IllegalArgumentException mistakeOfTheCaller) {
            throw mistakeOfTheCaller;
        } catch (RuntimeException e) {
            throw fail(rule + ", threw " + e, e);
        }
        if (result == null) {
            throw fail(rule + ", was null", null);
        }
        return result;
    }

    private void require(boolean kept, String rule, Object wanted, Object found) {
        if (!kept) {
            throw fail(rule + " " + wanted + ", was " + found, null);
        }
    }

    private IllegalStateException fail(String broken, @Nullable Throwable cause) {
        throw new IllegalStateException("forecast strategy " + name() + ": " + broken, cause);
    }

    /** The class of the strategy, for a lambda the class that holds it. */
    private String name() {
        String name = strategy.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda) + " (lambda)";
    }

    @Override
    public String toString() {
        return "checked(" + strategy + ")";
    }
}
