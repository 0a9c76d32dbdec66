package org.salespipeline.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.salespipeline.forecast.view.PipelineView;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Which currencies to answer in, one answer each. */
final class Currencies {

    private Currencies() {}

    /** The one asked for, else all that the views have, by code; a single absent one when no deal has an amount. */
    static List<Optional<CurrencyUnit>> of(Optional<String> asked, CommandLine command, PipelineView... views) {
        List<CurrencyUnit> known = Stream.of(views)
                .flatMap(view -> view.deals().currencies().stream())
                .distinct()
                .sorted()
                .toList();
        if (asked.isPresent()) {
            return List.of(Optional.of(known.stream()
                    .filter(unit -> unit.getCode().equals(asked.get()))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            command, "--currency must be one of " + known + ", was " + asked.get()))));
        }
        return known.isEmpty()
                ? List.of(Optional.empty())
                : known.stream().map(Optional::of).toList();
    }
}
