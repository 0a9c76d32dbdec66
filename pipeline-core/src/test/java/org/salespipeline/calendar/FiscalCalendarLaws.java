package org.salespipeline.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.salespipeline.calendar.FiscalCalendar.YearName;
import org.salespipeline.testkit.QuantityArbitraries;

/** The generators hold the edge cases themselves; combined by the engine they would crowd out everything else. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, tries = 500)
class FiscalCalendarLaws {

    @Provide
    Arbitrary<FiscalCalendar> calendars() {
        return QuantityArbitraries.calendars();
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return QuantityArbitraries.dates();
    }

    /** Dates near enough to each other for all periods between them to be walked. */
    @Provide
    Arbitrary<List<LocalDate>> datesOfFewYears() {
        LocalDate origin = LocalDate.of(2023, 11, 30);
        return Arbitraries.integers()
                .between(0, 1_600)
                .map(origin::plusDays)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property
    void everyDateIsInItsPeriodAndInNoNeighbour(
            @ForAll("calendars") FiscalCalendar calendar, @ForAll("dates") LocalDate date, @ForAll Granularity size) {
        FiscalPeriod period = calendar.periodOf(date, size);
        assertThat(period.contains(date)).isTrue();
        assertThat(calendar.next(period).contains(date)).isFalse();
        assertThat(calendar.previous(period).contains(date)).isFalse();
        assertThat(calendar.periodOf(period.start(), size)).isEqualTo(period);
        assertThat(calendar.periodOf(period.lastDay(), size)).isEqualTo(period);
    }

    @Property
    void everyPeriodKnowsTheCalendarThatMadeIt(
            @ForAll("calendars") FiscalCalendar calendar, @ForAll("dates") LocalDate date, @ForAll Granularity size) {
        FiscalPeriod period = calendar.periodOf(date, size);
        assertThat(period.calendar()).isEqualTo(calendar);
        assertThat(period.calendar().next(period)).isEqualTo(calendar.next(period));
    }

    @Property
    void periodsTileTimeWithoutGapOrOverlap(
            @ForAll("calendars") FiscalCalendar calendar, @ForAll("dates") LocalDate date, @ForAll Granularity size) {
        FiscalPeriod period = calendar.periodOf(date, size);
        assertThat(calendar.next(period).start()).isEqualTo(period.end());
        assertThat(calendar.previous(period).end()).isEqualTo(period.start());
        assertThat(period.start()).isBefore(period.end());
    }

    @Property
    void nextAndPreviousUndoEachOther(
            @ForAll("calendars") FiscalCalendar calendar, @ForAll("dates") LocalDate date, @ForAll Granularity size) {
        FiscalPeriod period = calendar.periodOf(date, size);
        assertThat(calendar.next(calendar.previous(period))).isEqualTo(period);
        assertThat(calendar.previous(calendar.next(period))).isEqualTo(period);
    }

    @Property
    void coarsePeriodsAreUnionsOfFinerOnes(
            @ForAll("calendars") FiscalCalendar calendar,
            @ForAll("dates") LocalDate date,
            @ForAll Granularity size,
            @ForAll Granularity finer) {
        FiscalPeriod whole = calendar.periodOf(date, size);
        if (finer.compareTo(size) > 0) {
            return;
        }
        if (finer == Granularity.WEEK && size != Granularity.WEEK) {
            assertThatThrownBy(() -> calendar.partsOf(whole, finer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(whole + " is not a union of weeks; take the periods(..) that overlap it");
            return;
        }
        List<FiscalPeriod> parts = calendar.partsOf(whole, finer);
        assertThat(parts.get(0).start()).isEqualTo(whole.start());
        assertThat(parts.get(parts.size() - 1).end()).isEqualTo(whole.end());
        for (int i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i)).isEqualTo(calendar.next(parts.get(i - 1)));
        }
        assertThat(parts).allMatch(part -> part.fiscalYear() == whole.fiscalYear() && part.granularity() == finer);
    }

    @Property
    void theMonthsOfTheQuartersAreTheMonthsOfTheYear(
            @ForAll("calendars") FiscalCalendar calendar, @ForAll("dates") LocalDate date) {
        FiscalPeriod year = calendar.periodOf(date, Granularity.YEAR);
        List<FiscalPeriod> months = calendar.partsOf(year, Granularity.QUARTER).stream()
                .flatMap(quarter -> calendar.partsOf(quarter, Granularity.MONTH).stream())
                .toList();
        assertThat(months).isEqualTo(calendar.partsOf(year, Granularity.MONTH)).hasSize(12);
        assertThat(months).extracting(FiscalPeriod::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Property
    void aPeriodIsFoundByItsYearAndNumber(
            @ForAll("calendars") FiscalCalendar calendar, @ForAll("dates") LocalDate date) {
        FiscalPeriod month = calendar.periodOf(date, Granularity.MONTH);
        FiscalPeriod quarter = calendar.periodOf(date, Granularity.QUARTER);
        FiscalPeriod year = calendar.periodOf(date, Granularity.YEAR);
        assertThat(calendar.month(month.fiscalYear(), month.number())).isEqualTo(month);
        assertThat(calendar.quarter(quarter.fiscalYear(), quarter.number())).isEqualTo(quarter);
        assertThat(calendar.year(year.fiscalYear())).isEqualTo(year);
        assertThat(quarter.number()).isEqualTo((month.number() - 1) / 3 + 1);
    }

    @Property
    void theMonthsAreThoseOfTheCivilCalendarCountedFromTheStart(
            @ForAll Month start, @ForAll YearName name, @ForAll("dates") LocalDate date) {
        FiscalPeriod month = FiscalCalendar.startingIn(start, name).periodOf(date, Granularity.MONTH);
        LocalDate walked = date.withDayOfMonth(1);
        int number = 1;
        while (walked.getMonth() != start) {
            walked = walked.minusMonths(1);
            number++;
        }
        LocalDate named = name == YearName.BY_START ? walked : walked.plusMonths(11);
        assertThat(month.number()).isEqualTo(number);
        assertThat(month.fiscalYear()).isEqualTo(named.getYear());
        assertThat(month.start()).isEqualTo(date.withDayOfMonth(1));
        assertThat(month.lastDay()).isEqualTo(date.withDayOfMonth(date.lengthOfMonth()));
    }

    @Property
    void aWeekBelongsToTheFiscalYearOfItsThursdayAndIsNumberedFromTheFirstSuchOne(
            @ForAll("calendars") FiscalCalendar calendar, @ForAll("dates") LocalDate date) {
        FiscalPeriod week = calendar.periodOf(date, Granularity.WEEK);
        assertThat(week.start().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(week.end()).isEqualTo(week.start().plusDays(7));
        FiscalPeriod year = calendar.periodOf(week.start().plusDays(3), Granularity.YEAR);
        assertThat(week.fiscalYear()).isEqualTo(year.fiscalYear());
        LocalDate thursday = year.start();
        while (thursday.getDayOfWeek() != DayOfWeek.THURSDAY) {
            thursday = thursday.plusDays(1);
        }
        assertThat(thursday.plusWeeks(week.number() - 1L))
                .isEqualTo(week.start().plusDays(3));
        FiscalPeriod iso = FiscalCalendar.calendarYear().periodOf(date, Granularity.WEEK);
        assertThat(iso.fiscalYear()).isEqualTo(date.get(IsoFields.WEEK_BASED_YEAR));
        assertThat(iso.number()).isEqualTo(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    @Property
    void aRowOfPeriodsIsConsecutive(
            @ForAll("calendars") FiscalCalendar calendar,
            @ForAll("dates") LocalDate from,
            @ForAll Granularity size,
            @ForAll @IntRange(min = 1, max = 8) int count) {
        List<FiscalPeriod> periods = calendar.periods(from, size, count);
        assertThat(periods).hasSize(count).isSorted();
        assertThat(periods.get(0).contains(from)).isTrue();
        for (int i = 1; i < count; i++) {
            assertThat(periods.get(i)).isEqualTo(calendar.next(periods.get(i - 1)));
        }
    }

    @Property
    void countsPerPeriodAddUpToTheTotal(
            @ForAll("calendars") FiscalCalendar calendar,
            @ForAll("datesOfFewYears") List<LocalDate> dates,
            @ForAll Granularity size) {
        LocalDate last = dates.stream().max(LocalDate::compareTo).orElseThrow();
        FiscalPeriod period =
                calendar.periodOf(dates.stream().min(LocalDate::compareTo).orElseThrow(), size);
        List<LocalDate> counted = new ArrayList<>();
        while (!period.start().isAfter(last)) {
            dates.stream().filter(period::contains).forEach(counted::add);
            period = calendar.next(period);
        }
        assertThat(counted).containsExactlyInAnyOrderElementsOf(dates);
    }

    @Property
    void theOrderOfPeriodsIsThatOfTimeAndAgreesWithEquality(
            @ForAll("calendars") FiscalCalendar calendar,
            @ForAll("calendars") FiscalCalendar other,
            @ForAll("dates") LocalDate date,
            @ForAll Granularity size,
            @ForAll Granularity otherSize) {
        FiscalPeriod one = calendar.periodOf(date, size);
        FiscalPeriod two = other.periodOf(date, otherSize);
        assertThat(one.compareTo(two) == 0).isEqualTo(one.equals(two));
        assertThat(one.compareTo(two)).isEqualTo(-two.compareTo(one));
        assertThat(!one.start().isBefore(two.start()) || one.compareTo(two) < 0).isTrue();
    }

    @Property
    void equalCalendarsGiveEqualPeriods(
            @ForAll Month start, @ForAll YearName name, @ForAll("dates") LocalDate date, @ForAll Granularity size) {
        FiscalPeriod one = FiscalCalendar.startingIn(start, name).periodOf(date, size);
        FiscalPeriod two = FiscalCalendar.startingIn(start, name).periodOf(date, size);
        assertThat(one).isEqualTo(two).hasSameHashCodeAs(two).hasToString(two.toString());
    }
}
