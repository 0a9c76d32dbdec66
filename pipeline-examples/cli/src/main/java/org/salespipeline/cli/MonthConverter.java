package org.salespipeline.cli;

import java.time.Month;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a month as its English name or as a number. */
final class MonthConverter implements ITypeConverter<Month> {

    /** For picocli. */
    MonthConverter() {}

    @Override
    public Month convert(String text) {
        for (Month month : Month.values()) {
            if (month.name().equals(text.toUpperCase(Locale.ROOT))
                    || String.valueOf(month.getValue()).equals(text)) {
                return month;
            }
        }
        throw new TypeConversionException("must be a month as april or 4, was " + text);
    }
}
