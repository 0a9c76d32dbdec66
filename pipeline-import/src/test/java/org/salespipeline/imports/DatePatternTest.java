package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatePatternTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Optional<Moment> read(String pattern, String text) {
        Slice slice = new Slice();
        slice.set(text);
        return DatePattern.of(pattern).read(slice, BERLIN);
    }

    private static Optional<LocalDate> date(String pattern, String text) {
        return read(pattern, text).map(Moment::date);
    }

    @Test
    void readsTheUsualForms() {
        LocalDate day = LocalDate.of(2026, 3, 7);
        assertThat(date("yyyy-MM-dd", "2026-03-07")).contains(day);
        assertThat(date("dd.MM.yyyy", "07.03.2026")).contains(day);
        assertThat(date("M/d/yyyy", "3/7/2026")).contains(day);
        assertThat(date("M/d/yyyy", "03/07/2026")).contains(day);
        assertThat(date("d-MMM-yy", "7-mar-26")).contains(day);
        assertThat(date("yyyyMMdd", "20260307")).contains(day);
    }

    @Test
    void readsTimesInTheZoneOrWithTheirOffset() {
        assertThat(read("yyyy-MM-dd HH:mm:ss", "2026-03-07 09:08:07")
                        .orElseThrow()
                        .at())
                .isEqualTo(Instant.parse("2026-03-07T08:08:07Z"));
        assertThat(read("M/d/yyyy h:mm a", "3/7/2026 12:05 AM").orElseThrow().at())
                .isEqualTo(Instant.parse("2026-03-06T23:05:00Z"));
        assertThat(read("yyyy-MM-dd'T'HH:mm:ss.SX", "2026-03-07T23:30:00.25Z"))
                .contains(new Moment(LocalDate.of(2026, 3, 8), Instant.parse("2026-03-07T23:30:00.250Z"), true));
        assertThat(read("yyyy-MM-dd HH:mmX", "2026-03-07 09:08+05:30")
                        .orElseThrow()
                        .at())
                .isEqualTo(Instant.parse("2026-03-07T03:38:00Z"));
    }

    @Test
    void refusesWhatIsAlmostRight() {
        assertThat(date("yyyy-MM-dd", "2026-3-7")).isEmpty();
        assertThat(date("yyyy-MM-dd", "2026-02-29")).isEmpty();
        assertThat(date("yyyy-MM-dd", "2026-03-07 ")).isEmpty();
        assertThat(date("yyyy-MM-dd", "2026-03")).isEmpty();
        assertThat(date("yy-MM-dd", "2026-03-07")).isEmpty();
        assertThat(date("d-MMM-yyyy", "7-Foo-2026")).isEmpty();
        assertThat(date("d-MMM-yyyy", "7-anf-2026")).isEmpty();
        assertThat(read("yyyy-MM-dd HH:mm", "2026-03-07 24:00")).isEmpty();
        assertThat(read("yyyy-MM-dd HH:mmX", "2026-03-07 09:08+19:00")).isEmpty();
        assertThat(read("yyyy-MM-dd h:mm a", "2026-03-07 13:00 PM")).isEmpty();
    }

    @Test
    void readsTheHalfOfTheDayBeforeTheHourToo() {
        assertThat(read("yyyy-MM-dd a hh:mm", "2026-03-07 PM 03:00"))
                .isEqualTo(read("yyyy-MM-dd hh:mm a", "2026-03-07 03:00 PM"))
                .isNotEmpty();
        assertThat(read("yyyy-MM-dd a hh:mm", "2026-03-07 AM 12:30"))
                .isEqualTo(read("yyyy-MM-dd HH:mm", "2026-03-07 00:30"));
    }

    @Test
    void refusesPatternsItCouldNotReadExactly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatePattern.of("yyyy-mm-dd"))
                .withMessage("must have year, month and day; an example is yyyy-MM-dd");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatePattern.of("yyyy-MM-dd mm"))
                .withMessage("must have an hour where it has a time; minutes are mm, months MM");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatePattern.of("yyyy-MM-dd h:mm"))
                .withMessage("must have AM or PM (a) with a twelve-hour clock (h)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatePattern.of("yyyy-MM-dd'T"))
                .withMessage("must close its quotes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatePattern.of("d.dd.MM.yyyy"))
                .withMessage("must have each part once, has d twice");
    }
}
