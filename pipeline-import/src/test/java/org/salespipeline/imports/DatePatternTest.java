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
                .contains(Moment.ofInstant(Instant.parse("2026-03-07T23:30:00.250Z"), BERLIN));
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
        assertThat(read("yyyy-MM-dd HH:mmX", "2026-03-07 09:08+01:")).isEmpty();
        assertThat(read("yyyy-MM-dd HH:mmX", "2026-03-07 09:08+01:3")).isEmpty();
        assertThat(read("yyyy-MM-dd HH:mmX", "2026-03-07 09:08+")).isEmpty();
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

    @Test
    void readsAnOffsetWithoutMinutesBeforeAnotherSign() {
        assertThat(read("yyyy-MM-dd HH:mm(X)", "2026-03-07 09:08(+01)")
                        .orElseThrow()
                        .at())
                .isEqualTo(Instant.parse("2026-03-07T08:08:00Z"));
    }

    @Test
    void tellsDigitsApartByTheirNumber() {
        assertThat(date("dMMyyyy", "1032026")).contains(LocalDate.of(2026, 3, 1));
        assertThat(date("dMMyyyy", "11032026")).contains(LocalDate.of(2026, 3, 11));
        assertThat(date("dMMyyyy", "032026")).isEmpty();
        assertThat(read("S-yyyyMMdd-HHmmss", "5-20260307-090807").orElseThrow().at())
                .isEqualTo(Instant.parse("2026-03-07T08:08:07.5Z"));
        assertThat(read("HHmmssSyyyyMMdd", "090807520260307").orElseThrow().at())
                .isEqualTo(Instant.parse("2026-03-07T08:08:07.5Z"));
    }

    @Test
    void refusesDigitsThatCouldBeSplitInMoreThanOneWay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatePattern.of("yyyyMd"))
                .withMessage("must tell M from d, which follows without a sign; write both with all their digits");
        assertThatIllegalArgumentException().isThrownBy(() -> DatePattern.of("dMyyyy"));
        assertThatIllegalArgumentException().isThrownBy(() -> DatePattern.of("yyyy-MM-d00"));
        assertThatIllegalArgumentException().isThrownBy(() -> DatePattern.of("HHmmXyyyyMMdd"));
    }

    private static Optional<String> ambiguity(String... patterns) {
        return DateAmbiguity.find(
                        java.util.Arrays.stream(patterns).map(DatePattern::of).toList())
                .map(DateAmbiguity::reason);
    }

    @Test
    void findsATextThatTwoPatternsReadDifferently() {
        assertThat(ambiguity("dd/MM/yyyy", "MM/dd/yyyy"))
                .contains("must not be ambiguous: dd/MM/yyyy and MM/dd/yyyy both read \"01/11/1111\","
                        + " as 1111-11-01 and as 1111-01-11");
        assertThat(ambiguity("yy-MM-dd", "dd-MM-yy")).isNotEmpty();
        assertThat(ambiguity("yyyyMMdd", "ddMMyyyy")).isNotEmpty();
        assertThat(ambiguity("dMMyyyy", "yyyyMMd")).isNotEmpty();
        assertThat(ambiguity("yyyy-MM-dd HH:mm", "yyyy-MM-dd mm:HH")).isNotEmpty();
        assertThat(ambiguity("yyyy-MM-dd HH:mmX", "yyyy-MM-dd HH:mm-ss")).isNotEmpty();
        assertThat(ambiguity("d.M.yyyy", "yyyy-MM-dd", "M.dd.yyyy")).isNotEmpty();
    }

    @Test
    void letsPatternsStandTogetherThatNeverDisagree() {
        assertThat(ambiguity("yyyy-MM-dd", "yyyy-M-d")).isEmpty();
        assertThat(ambiguity("dd.MM.yy", "dd.MM.yyyy", "d.M.yyyy")).isEmpty();
        assertThat(ambiguity("dd/MM/yyyy", "MM-dd-yyyy")).isEmpty();
        assertThat(ambiguity("dd-MMM-yyyy", "dd-MM-yyyy", "MMM-dd-yyyy")).isEmpty();
        assertThat(ambiguity("yyyy-MM-dd HH:mm", "yyyy-MM-dd hh:mm a", "yyyy-MM-dd 00:00"))
                .isEmpty();
        assertThat(ambiguity("yyyy-MM-dd'T'HH:mm:ssX", "yyyy-MM-dd'T'HH:mm:ss.SX"))
                .isEmpty();
    }
}
