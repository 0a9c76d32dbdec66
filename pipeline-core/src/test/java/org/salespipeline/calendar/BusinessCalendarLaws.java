package org.salespipeline.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BusinessCalendarLaws {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 1, 2);

    @Provide
    Arbitrary<Set<DayOfWeek>> workdays() {
        return Arbitraries.of(DayOfWeek.class).set().ofMinSize(1);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs().between(-400, 400).map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<List<LocalDate>> daysOff() {
        return days().list().ofMaxSize(40);
    }

    /** By a second way: day by day. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void daysBetweenAreThoseThatAreWorkedOn(
            @ForAll("workdays") Set<DayOfWeek> workdays,
            @ForAll("daysOff") List<LocalDate> daysOff,
            @ForAll("days") LocalDate from,
            @ForAll("days") LocalDate to) {
        BusinessCalendar calendar = BusinessCalendar.of(workdays).closedOn(daysOff);
        LocalDate first = from.isBefore(to) ? from : to;
        LocalDate last = from.isBefore(to) ? to : from;
        long count = 0;
        for (LocalDate day = first.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            boolean works = workdays.contains(day.getDayOfWeek()) && !daysOff.contains(day);
            assertThat(calendar.isWorkingDay(day)).isEqualTo(works);
            count += works ? 1 : 0;
        }
        assertThat(calendar.daysBetween(from, to)).isEqualTo(from.isBefore(to) ? count : -count);
        assertThat(calendar.daysBetween(first, last)).isLessThanOrEqualTo(last.toEpochDay() - first.toEpochDay());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void daysOffMayComeInAnyOrderAndAtOnceOrOneByOne(
            @ForAll("workdays") Set<DayOfWeek> workdays, @ForAll("daysOff") List<LocalDate> daysOff) {
        BusinessCalendar atOnce = BusinessCalendar.of(workdays).closedOn(daysOff);
        BusinessCalendar oneByOne = BusinessCalendar.of(workdays);
        for (LocalDate day : new TreeSet<>(daysOff)) {
            oneByOne = oneByOne.closedOn(List.of(day));
        }
        assertThat(oneByOne).isEqualTo(atOnce).hasSameHashCodeAs(atOnce).hasToString(atOnce.toString());
    }

    @Example
    void aWeekendIsNoTime() {
        BusinessCalendar calendar = BusinessCalendar.mondayToFriday();
        assertThat(calendar.daysBetween(FRIDAY, FRIDAY.plusDays(2))).isZero();
        assertThat(calendar.daysBetween(FRIDAY, FRIDAY.plusDays(3))).isEqualTo(1);
        assertThat(calendar.closedOn(List.of(FRIDAY.plusDays(3))).daysBetween(FRIDAY, FRIDAY.plusDays(4)))
                .isEqualTo(1);
        assertThat(calendar).hasToString("[MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BusinessCalendar.of(Collections.emptySet()))
                .withMessage("a week must have a working day, had none");
    }
}
