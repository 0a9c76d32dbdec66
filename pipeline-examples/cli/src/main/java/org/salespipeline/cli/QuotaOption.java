package org.salespipeline.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.measure.Quotas;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says what is to be won in each period. */
final class QuotaOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--quota",
            paramLabel = "[SEGMENT=]AMOUNT",
            split = ",",
            description =
                    "What is to be won in each period: by all, as 500000, and by segments of --by, as ada=120000; one or more.")
    private List<String> quotas = List.of();

    /** For picocli. */
    QuotaOption() {}

    /** The same for each of the periods. */
    Quotas in(List<FiscalPeriod> periods, List<Optional<CurrencyUnit>> currencies) {
        if (quotas.isEmpty()) {
            return Quotas.none();
        }
        CurrencyUnit currency = Optional.of(currencies)
                .filter(all -> all.size() == 1)
                .flatMap(all -> all.get(0))
                .orElseThrow(() -> usage("--quota must be in one currency; name it with --currency"));
        Quotas all = Quotas.none();
        for (String quota : quotas) {
            int split = quota.lastIndexOf('=');
            Money amount = amount(quota.substring(split + 1), currency);
            String[] segments = split < 0 ? new String[0] : new String[] {quota.substring(0, split)};
            for (FiscalPeriod period : periods) {
                all = all.with(period, amount, segments);
            }
        }
        return all;
    }

    private Money amount(String text, CurrencyUnit currency) {
        try {
            Money amount = Money.of(currency, new BigDecimal(text));
            if (!amount.isNegative()) {
                return amount;
            }
        } catch (NumberFormatException | ArithmeticException noAmount) {
            throw new ParameterException(spec.commandLine(), wrong(text, currency), noAmount);
        }
        throw usage(wrong(text, currency));
    }

    private static String wrong(String text, CurrencyUnit currency) {
        return "--quota must be an amount in " + currency + " of 0 or more, as 500000 or ada=120000, was " + text;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
