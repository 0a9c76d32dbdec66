package org.salespipeline.forecast.measure;

import java.time.LocalDate;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;

/** How a measure is taken: what is added up deal by deal, and what figures come of the sums. Recipes are values. */
interface Recipe<F extends Figures> {

    /** What is measured, in the words of sales, with the policies that were chosen. */
    String title();

    /** By what the measure splits its answer on its own account, such as stages. */
    List<String> ownKeys();

    /** Whether amounts are added up, so that all deals have to be in one currency. */
    boolean usesAmounts();

    /** What has to be kept. */
    Sums.Shape shape();

    /** Prepares for the deals of one view. */
    Reader reader(Population population);

    /**
     * What makes figures of sums.
     *
     * @param peers the sums of all rows with the same own key, from which a row may borrow strength; empty for totals
     */
    Finish<F> finish(List<Sums> peers, Setting setting);

    /**
     * What is told of one own key, where that needs to know all own keys of the same period and segment; the sums themselves
     * otherwise.
     *
     * @param whole the sums of all own keys together
     */
    default Sums within(Sums own, Sums whole) {
        return own;
    }

    /** Whether {@link #within} makes something of the whole, so that every own key is told of wherever any is. */
    default boolean isWithin() {
        return false;
    }

    /** Whether a row borrows from, or is compared with, those of its own period only. */
    default boolean isPeriodByPeriod() {
        return false;
    }

    /** What is told of rows that are seen together: of all rows of a table, and of all its totals. */
    default List<F> together(List<F> figures) {
        return figures;
    }

    /** Segments to be told of in every period even if no deal is in them, one name per dimension each. */
    default List<List<String>> givenSegments() {
        return List.of();
    }

    /** Reads deals into sums. */
    interface Reader {

        /** The own keys, each with as many texts as {@link #ownKeys} names; one empty list without own keys. */
        List<List<String>> own();

        /** Where an own key stands among those with the same first text. */
        default int rank(int own) {
            return own;
        }

        /** Adds one deal to the sums that it belongs to. */
        void read(int row, Slots slots);
    }

    /** The sums of the segment of the deal that is being read. */
    @FunctionalInterface
    interface Slots {

        /**
         * The sums to add to.
         *
         * @param place index of the period, 0 when none is asked for
         * @param own index of the own key
         */
        Sums of(int place, int own);
    }

    /** Makes the figures of one row. */
    @FunctionalInterface
    interface Finish<F> {

        /** What these sums say. */
        F figures(Sums sums, Window window);
    }

    /**
     * Of what a row tells.
     *
     * @param passed days of the periods that have passed; all since the first creation when none is asked for
     * @param periods one for a row, all asked ones for a total; none when none is asked for
     * @param segments one for each dimension; none in totals
     */
    record Window(long passed, List<FiscalPeriod> periods, List<String> segments, boolean isTotal) {

        /** Days that have passed, 1 at least, so that rates per day are finite. */
        long days() {
            return Math.max(1, passed);
        }

        /** The share of the days of the periods that have passed; 1 when none is asked for. */
        double elapsed() {
            long all = periods.stream()
                    .mapToLong(
                            period -> period.end().toEpochDay() - period.start().toEpochDay())
                    .sum();
            return all == 0 ? 1 : (double) passed / all;
        }
    }

    /** What all rows of a table share. */
    record Setting(CurrencyUnit currency, double confidence, LocalDate asOf) {

        Money money(long minor) {
            return Money.ofMinor(currency, minor);
        }
    }
}
