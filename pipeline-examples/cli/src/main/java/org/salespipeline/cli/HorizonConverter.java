package org.salespipeline.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of days, as 30d. */
final class HorizonConverter implements ITypeConverter<Integer> {

    private static final int LONGEST = 3650;

    /** For picocli. */
    HorizonConverter() {}

    @Override
    public Integer convert(String text) {
        if (text.matches("[0-9]{1,4}d")) {
            int days = Integer.parseInt(text.substring(0, text.length() - 1));
            if (days >= 1 && days <= LONGEST) {
                return days;
            }
        }
        throw new TypeConversionException("must be days from 1d to " + LONGEST + "d, as 30d, was " + text);
    }
}
