package org.salespipeline.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a day as an ISO date. */
final class DayConverter implements ITypeConverter<LocalDate> {

    /** For picocli. */
    DayConverter() {}

    @Override
    public LocalDate convert(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw (TypeConversionException)
                    new TypeConversionException("must be a day that exists, as 2026-09-30, was " + text)
                            .initCause(unreadable);
        }
    }
}
