package org.salespipeline.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.salespipeline.calendar.FiscalCalendar.YearName.BY_END;
import static org.salespipeline.calendar.FiscalCalendar.YearName.BY_START;
import static org.salespipeline.calendar.Granularity.MONTH;
import static org.salespipeline.calendar.Granularity.QUARTER;
import static org.salespipeline.calendar.Granularity.YEAR;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiscalCalendarTest {

    private static final FiscalCalendar CALENDAR_YEAR = FiscalCalendar.calendarYear();
    private static final FiscalCalendar FROM_FEBRUARY = FiscalCalendar.startingIn(Month.FEBRUARY, BY_END);
    private static final FiscalCalendar FROM_JULY = FiscalCalendar.startingIn(Month.JULY, BY_START);

    @Test
    void dividesTheCalendarYear() {
        FiscalPeriod quarter = CALENDAR_YEAR.periodOf(LocalDate.of(2026, 8, 15), QUARTER);
        assertThat(quarter).isEqualTo(CALENDAR_YEAR.quarter(2026, 3)).hasToString("2026-Q3");
        assertThat(quarter.start()).isEqualTo("2026-07-01");
        assertThat(quarter.end()).isEqualTo("2026-10-01");
        assertThat(quarter.lastDay()).isEqualTo("2026-09-30");
        assertThat(CALENDAR_YEAR.month(2026, 7)).hasToString("2026-M07");
        assertThat(CALENDAR_YEAR.month(2026, 11)).hasToString("2026-M11");
        assertThat(CALENDAR_YEAR.year(2026)).hasToString("2026");
    }

    @Test
    void namesAYearByItsEnd() {
        // a retail year: the last day of January 2027 closes fiscal 2027
        FiscalPeriod last = FROM_FEBRUARY.periodOf(LocalDate.of(2027, 1, 31), MONTH);
        assertThat(last).isEqualTo(FROM_FEBRUARY.month(2027, 12)).hasToString("FY2027-M12");
        assertThat(FROM_FEBRUARY.next(last)).hasToString("FY2028-M01");
        assertThat(FROM_FEBRUARY.year(2027).start()).isEqualTo("2026-02-01");
        assertThat(FROM_FEBRUARY.year(2027).lastDay()).isEqualTo("2027-01-31");
    }

    @Test
    void namesAYearByItsStart() {
        FiscalPeriod third = FROM_JULY.periodOf(LocalDate.of(2027, 1, 31), QUARTER);
        assertThat(third).isEqualTo(FROM_JULY.quarter(2026, 3)).hasToString("FY2026-Q3");
        assertThat(third.start()).isEqualTo("2027-01-01");
        assertThat(FROM_JULY.previous(FROM_JULY.quarter(2026, 1))).hasToString("FY2025-Q4");
        assertThat(FROM_JULY.year(2026)).hasToString("FY2026");
    }

    @Test
    void leapDaysEndFebruary() {
        FiscalPeriod february = CALENDAR_YEAR.month(2028, 2);
        assertThat(february.lastDay()).isEqualTo("2028-02-29");
        assertThat(february.contains(LocalDate.of(2028, 2, 29))).isTrue();
        assertThat(february.contains(LocalDate.of(2028, 3, 1))).isFalse();
        assertThat(february.contains(LocalDate.of(2028, 1, 31))).isFalse();
    }

    @Test
    void countsPeriodsFromTheOneThatHoldsADate() {
        assertThat(CALENDAR_YEAR.periods(LocalDate.of(2026, 11, 22), QUARTER, 3))
                .extracting(FiscalPeriod::toString)
                .containsExactly("2026-Q4", "2027-Q1", "2027-Q2");
    }

    @Test
    void dividesAPeriodIntoFinerOnes() {
        assertThat(FROM_FEBRUARY.partsOf(FROM_FEBRUARY.quarter(2027, 4), MONTH))
                .extracting(FiscalPeriod::toString)
                .containsExactly("FY2027-M10", "FY2027-M11", "FY2027-M12");
        assertThat(FROM_JULY.partsOf(FROM_JULY.year(2026), QUARTER)).hasSize(4);
        FiscalPeriod year = FROM_JULY.year(2026);
        assertThat(FROM_JULY.partsOf(year, YEAR)).containsExactly(year);
    }

    @Test
    void refusesPartsCoarserThanTheWhole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALENDAR_YEAR.partsOf(CALENDAR_YEAR.month(2026, 1), QUARTER))
                .withMessage("parts of 2026-M01 must not be coarser than MONTH, were QUARTER");
    }

    @Test
    void refusesAPeriodOfAnotherCalendar() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_JULY.next(CALENDAR_YEAR.quarter(2026, 3)))
                .withMessage("period must be of the calendar (fiscal year from July, named by its start),"
                        + " was 2026-Q3 from 2026-07-01 to 2026-09-30");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALENDAR_YEAR.previous(FROM_FEBRUARY.year(2027)))
                .withMessage(
                        "period must be of the calendar (calendar year), was FY2027 from 2026-02-01 to 2027-01-31");
    }

    @Test
    void refusesNumbersThatAYearDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALENDAR_YEAR.month(2026, 13))
                .withMessage("number of a MONTH must be in [1, 12], was 13");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALENDAR_YEAR.quarter(2026, 0))
                .withMessage("number of a QUARTER must be in [1, 4], was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALENDAR_YEAR.periods(LocalDate.of(2026, 1, 1), MONTH, 0))
                .withMessage("count of periods must be at least 1, was 0");
    }

    @Test
    void endsWithTheYearsThatItSupports() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALENDAR_YEAR.periodOf(LocalDate.MAX, YEAR))
                .withMessage("fiscal year must be in [-999999, 999999], was 999999999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_FEBRUARY.year(Integer.MIN_VALUE))
                .withMessage("fiscal year must be in [-999999, 999999], was -2147483648");
        FiscalPeriod last = CALENDAR_YEAR.year(999_999);
        assertThat(last.contains(LocalDate.of(999_999, 12, 31))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALENDAR_YEAR.next(last))
                .withMessage("fiscal year must be in [-999999, 999999], was 1000000");
    }

    @Test
    void isAValue() {
        assertThat(FiscalCalendar.startingIn(Month.JULY, BY_START))
                .isEqualTo(FROM_JULY)
                .isNotEqualTo(FROM_FEBRUARY);
        assertThat(FiscalCalendar.startingIn(Month.JANUARY, BY_END)).isEqualTo(CALENDAR_YEAR);
        assertThat(FROM_FEBRUARY).hasToString("fiscal year from February, named by its end");
    }

    @Test
    void givesListsThatCannotBeChanged() {
        List<FiscalPeriod> periods = CALENDAR_YEAR.periods(LocalDate.of(2026, 1, 1), MONTH, 2);
        assertThatThrownBy(periods::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
