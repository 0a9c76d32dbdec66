package org.salespipeline.imports;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How dates are written, in the letters that Java's own patterns use, read without making objects on the way.
 *
 * <p>Letters: {@code yyyy}; {@code yy} (2000 to 2099); {@code M}, {@code d}, {@code H}, {@code h} with one or two digits
 * and {@code MM}, {@code dd}, {@code HH}, {@code hh}, {@code mm}, {@code ss} with exactly two; {@code MMM} (Jan, Feb, in
 * English); {@code S} (one to nine decimals of a second); {@code a} (AM or PM); {@code X} (Z, +01, +0100 or +01:00). Other
 * letters stand in single quotes. A time of day needs its hour.
 *
 * <p>{@code epoch_millis} and {@code epoch_seconds} stand for the time since 1970-01-01T00:00:00Z, as a whole number.
 *
 * <p>Digits that follow each other without a sign between are told apart by their number, as in {@code dMMyyyy}; where that
 * leaves a choice, as in {@code yyyyMd}, the pattern is refused.
 */
final class DatePattern {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String NUMBERS = "yMdHhmsS";
    /** Which parts of a second are counted. */
    private static final ImmutableMap<String, Long> EPOCHS =
            ImmutableMap.of("epoch_millis", 1000L, "epoch_seconds", 1L);

    private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");
    private static final String EPOCH_NUMBER = "-?[0-9]{1,15}";
    private static final ImmutableList<String> KNOWN = ImmutableList.of(
            "yyyy", "yy", "MMM", "MM", "M", "dd", "d", "HH", "H", "hh", "h", "mm", "ss", "S", "a", "X");

    /**
     * One piece: a letter of the pattern with its count, or a sign that has to stand as it is.
     *
     * @param after how many digits follow without a sign between, which this piece has to leave
     */
    record Piece(char letter, int count, boolean isLiteral, int after) {

        private Piece(char letter, int count, boolean isLiteral) {
            this(letter, count, isLiteral, 0);
        }

        boolean is(String letters) {
            return !isLiteral && letters.indexOf(letter) >= 0;
        }

        boolean isNumber() {
            return is(NUMBERS) && !(letter == 'M' && count == 3);
        }

        /** Whether a text of this piece can begin with a digit. */
        private boolean isDigits() {
            return isNumber() || (isLiteral && letter >= '0' && letter <= '9');
        }

        /** Whether texts of this piece end with more or fewer digits. */
        boolean isOfManyLengths() {
            return is("SX") || (is("MdHh") && count == 1);
        }

        private Piece leaving(int digits) {
            return new Piece(letter, count, isLiteral, digits);
        }
    }

    private final String text;
    private final ImmutableList<Piece> pieces;
    private final boolean isTimed;
    private final boolean hasOffset;

    private DatePattern(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = ImmutableList.copyOf(pieces);
        this.isTimed = has('H') || has('h');
        this.hasOffset = has('X');
    }

    /** Refuses with an {@link IllegalArgumentException} what it could not read exactly. */
    static DatePattern of(String text) {
        if (EPOCHS.containsKey(text)) {
            return new DatePattern(text, ImmutableList.of());
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            at = addPiece(text, at, pieces);
        }
        DatePattern pattern = new DatePattern(text, toldApart(pieces));
        checkArgument(
                pattern.has('y') && pattern.has('M') && pattern.has('d'),
                "must have year, month and day; an example is yyyy-MM-dd");
        checkArgument(
                pattern.isTimed || !(pattern.has('m') || pattern.has('s') || pattern.hasOffset),
                "must have an hour where it has a time; minutes are mm, months MM");
        checkArgument(pattern.has('h') == pattern.has('a'), "must have AM or PM (a) with a twelve-hour clock (h)");
        return pattern;
    }

    /** Gives each piece of many lengths the number of digits behind it that belong to others. */
    private static List<Piece> toldApart(List<Piece> pieces) {
        List<Piece> told = new ArrayList<>(pieces);
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (!piece.isOfManyLengths()) {
                continue;
            }
            int digits = 0;
            for (int next = i + 1; next < pieces.size() && pieces.get(next).isDigits(); next++) {
                Piece other = pieces.get(next);
                checkArgument(
                        piece.letter() != 'X' && other.isNumber() && !other.isOfManyLengths(),
                        "must tell %s from %s, which follows without a sign; write both with all their digits",
                        piece.letter(),
                        other.letter());
                digits += other.count();
            }
            told.set(i, piece.leaving(digits));
        }
        return told;
    }

    private static int addPiece(String text, int at, List<Piece> pieces) {
        char letter = text.charAt(at);
        if (letter == '\'') {
            int end = text.indexOf('\'', at + 1);
            checkArgument(end > at, "must close its quotes");
            text.substring(at + 1, end).chars().forEach(c -> pieces.add(new Piece((char) c, 1, true)));
            return end + 1;
        }
        if (!isLetter(letter)) {
            pieces.add(new Piece(letter, 1, true));
            return at + 1;
        }
        int end = at;
        while (end < text.length() && text.charAt(end) == letter) {
            end++;
        }
        String run = letter == 'S' ? "S" : text.substring(at, end);
        checkArgument(KNOWN.contains(run), "must be made of %s, has %s", KNOWN, run);
        checkArgument(
                pieces.stream().noneMatch(piece -> !piece.isLiteral() && piece.letter() == letter),
                "must have each part once, has %s twice",
                letter);
        pieces.add(new Piece(letter, run.length(), false));
        return end;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private boolean has(char letter) {
        return pieces.stream().anyMatch(piece -> !piece.isLiteral() && piece.letter() == letter);
    }

    ImmutableList<Piece> pieces() {
        return pieces;
    }

    /** What the text says, empty when it is not written like this or no such day or time exists. */
    Optional<Moment> read(Slice slice, ZoneId zone) {
        Long perSecond = EPOCHS.get(text);
        if (perSecond != null) {
            return sinceEpoch(slice.toString(), perSecond, zone);
        }
        Scan scan = new Scan(slice);
        for (int i = 0; i < pieces.size(); i++) {
            if (!scan.take(pieces.get(i))) {
                return Optional.empty();
            }
        }
        return scan.isAtEnd() ? scan.moment(isTimed, hasOffset, zone) : Optional.empty();
    }

    private static Optional<Moment> sinceEpoch(String number, long perSecond, ZoneId zone) {
        if (!number.matches(EPOCH_NUMBER)) {
            return Optional.empty();
        }
        long count = Long.parseLong(number);
        Instant at = perSecond == 1L ? Instant.ofEpochSecond(count) : Instant.ofEpochMilli(count);
        boolean isFar = at.isBefore(FIRST) || at.isAfter(LAST);
        return isFar ? Optional.empty() : Optional.of(Moment.ofInstant(at, zone));
    }

    /** Whether it counts from 1970 on. */
    boolean isEpoch() {
        return EPOCHS.containsKey(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DatePattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** The state of one reading. */
    private static final class Scan {
        private final char[] chars;
        private int at;
        private final int end;
        private int year;
        private int month;
        private int day;
        private int hour;
        private int noonHours = -1;
        private int minute;
        private int second;
        private int nano;
        private int offsetSeconds;

        Scan(Slice slice) {
            chars = slice.chars();
            at = slice.from();
            end = slice.to();
        }

        boolean isAtEnd() {
            return at == end;
        }

        boolean take(Piece piece) {
            if (piece.isLiteral()) {
                return at < end && chars[at++] == piece.letter();
            }
            return switch (piece.letter()) {
                case 'y' -> (year = year(piece.count())) >= 0;
                case 'M' -> (month = piece.count() == 3 ? monthName() : number(piece)) >= 0;
                case 'd' -> (day = number(piece)) >= 0;
                case 'H' -> (hour = number(piece)) >= 0;
                case 'h' -> (hour = number(piece)) >= 1 && hour <= 12;
                case 'm' -> (minute = number(piece)) >= 0;
                case 's' -> (second = number(piece)) >= 0;
                case 'S' -> fraction(piece);
                case 'a' -> halfOfDay();
                default -> offset();
            };
        }

        private int year(int count) {
            return digits(count, count) + (count == 2 ? 2000 : 0);
        }

        private int number(Piece piece) {
            return digits(piece.count(), Math.min(2, digitsAhead(2 + piece.after()) - piece.after()));
        }

        private int digitsAhead(int most) {
            int count = 0;
            while (count < most && at + count < end && chars[at + count] >= '0' && chars[at + count] <= '9') {
                count++;
            }
            return count;
        }

        /** A number of at least {@code least} and at most {@code most} digits; far below 0 when there is none. */
        private int digits(int least, int most) {
            int value = 0;
            int count = 0;
            while (count < most && at < end && chars[at] >= '0' && chars[at] <= '9') {
                value = value * 10 + chars[at++] - '0';
                count++;
            }
            return count < least ? Integer.MIN_VALUE : value;
        }

        private int monthName() {
            if (end - at < 3) {
                return -1;
            }
            String name = new String(chars, at, 3).toLowerCase(Locale.ROOT);
            at += 3;
            int place = MONTHS.indexOf(name);
            return place < 0 || place % 3 != 0 ? -1 : place / 3 + 1;
        }

        private boolean fraction(Piece piece) {
            int start = at;
            int value = digits(1, Math.min(9, digitsAhead(9 + piece.after()) - piece.after()));
            for (int count = at - start; count < 9; count++) {
                value *= 10;
            }
            nano = value;
            return at > start;
        }

        private boolean halfOfDay() {
            if (end - at < 2 || Character.toUpperCase(chars[at + 1]) != 'M') {
                return false;
            }
            char half = Character.toUpperCase(chars[at]);
            at += 2;
            noonHours = half == 'P' ? 12 : 0; // the hour may come after it
            return half == 'A' || half == 'P';
        }

        private boolean offset() {
            if (at >= end) {
                return false;
            }
            char sign = chars[at++];
            if (sign == 'Z') {
                return true;
            }
            int hours = digits(2, 2);
            boolean hasColon = at < end && chars[at] == ':';
            at += hasColon ? 1 : 0;
            int minutes = hasColon || digitsAhead(1) > 0 ? digits(2, 2) : 0;
            offsetSeconds = (sign == '-' ? -1 : 1) * (hours * 60 + minutes) * 60;
            return (sign == '-' || sign == '+') && hours >= 0 && hours <= 18 && minutes >= 0 && minutes < 60;
        }

        Optional<Moment> moment(boolean isTimed, boolean hasOffset, ZoneId zone) {
            if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) {
                return Optional.empty();
            }
            try {
                LocalDate date = LocalDate.of(year, month, day);
                if (!isTimed) {
                    return Optional.of(Moment.ofDate(date, zone));
                }
                int hourOfDay = noonHours < 0 ? hour : hour % 12 + noonHours;
                LocalTime time = LocalTime.of(hourOfDay, minute, second, nano);
                return Optional.of(
                        hasOffset
                                ? Moment.ofOffset(date, time, ZoneOffset.ofTotalSeconds(offsetSeconds), zone)
                                : Moment.ofTime(date, time, zone));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
