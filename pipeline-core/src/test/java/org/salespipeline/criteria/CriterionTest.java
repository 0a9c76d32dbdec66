package org.salespipeline.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.DiscountAtMost.Discount;

class CriterionTest {

    private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");
    private static final Criterion<String> SHORT =
            Criterion.of("short", "text is too long", "cut it", text -> text.length() < 4);
    private static final Criterion<String> LOWER = Criterion.of(
            "lower", "text has capitals", "write it small", text -> text.chars().noneMatch(Character::isUpperCase));
    private static final Criterion<String> EVEN =
            Criterion.of("even", "text has an odd length", "add a letter", text -> text.length() % 2 == 0);

    private static String said(Criterion<String> criterion, String subject) {
        return criterion.evaluate(subject, AT).reasons().toString();
    }

    @Test
    void theCriterionOfTheJavadocSaysWhatItFoundAndWhatToDo() {
        DiscountAtMost limit = new DiscountAtMost(new BigDecimal("20"));
        assertThat(limit.evaluate(Optional.of(new Discount(new BigDecimal("20"))), AT))
                .isEqualTo(Verdict.met());
        assertThat(limit.evaluate(Optional.empty(), AT).reasons())
                .hasToString("[discount is not known; enter the discount]");
        Verdict tooHigh = limit.evaluate(Optional.of(new Discount(new BigDecimal("35"))), AT);
        assertThat(tooHigh.isUnmet()).isTrue();
        assertThat(tooHigh.reasons())
                .hasToString("[discount must be at most 20 %, was 35; ask the sales lead to approve it]");
        assertThat(tooHigh.reasons().get(0).found()).contains(new BigDecimal("35"));
    }

    @Test
    void aVerdictInWhichNothingVariesIsMadeOnce() {
        assertThat(SHORT.evaluate("long text", AT)).isSameAs(SHORT.evaluate("longer text", AT));
        assertThat(SHORT.evaluate("abc", AT)).isSameAs(Verdict.met());
    }

    @Test
    void allOfListsEveryReasonInTheOrderOfItsParts() {
        assertThat(said(Criterion.allOf(SHORT, LOWER, EVEN), "Seven"))
                .isEqualTo("[text is too long; cut it, text has capitals; write it small,"
                        + " text has an odd length; add a letter]");
    }

    @Test
    void anyOfShowsTheWaysOut() {
        Criterion<String> any = Criterion.anyOf(Criterion.allOf(SHORT, LOWER), EVEN);
        assertThat(any.id()).isEqualTo("any-of(all-of(short, lower), even)");
        Reason reason = any.evaluate("Seven", AT).reasons().get(0);
        assertThat(reason)
                .hasToString("one of these is needed: [text is too long; cut it and text has capitals; write it small]"
                        + " or [text has an odd length; add a letter]");
        assertThat(reason.alternatives()).hasSize(2);
        assertThat(reason.alternatives().get(0)).hasSize(2);
        assertThat(reason.found()).isEmpty();
        assertThat(reason).isEqualTo(any.evaluate("Seven", AT).reasons().get(0));
    }

    @Test
    void notNamesWhatMustNotHold() {
        assertThat(said(Criterion.not(SHORT), "abc")).isEqualTo("[short must not be met; undo what meets it]");
        assertThat(Criterion.not(SHORT).evaluate("abcd", AT).isMet()).isTrue();
    }

    @Test
    void aCombinationOfNothingIsAMistake() {
        assertThatThrownBy(() -> Criterion.anyOf(List.<Criterion<String>>of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("anyOf must have at least one criterion, was []");
        assertThatThrownBy(() -> Criterion.allOf(List.<Criterion<String>>of()))
                .hasMessage("allOf must have at least one criterion, was []");
    }

    @Test
    void aVerdictThatIsNotMetNeedsAReason() {
        assertThatThrownBy(() -> Verdict.unmet(List.of())).hasMessage("an unmet verdict must name a reason, was []");
        assertThatThrownBy(() -> Verdict.unknown(List.of()))
                .hasMessage("an unknown verdict must name a reason, was []");
    }

    @Test
    void reasonsAreEqualByContent() {
        Reason reason = Reason.of("short", "text is too long", "cut it");
        assertThat(reason).isEqualTo(Reason.of("short", "text is too long", "cut it"));
        assertThat(reason.withFound(5)).isEqualTo(reason.withFound(5)).hasSameHashCodeAs(reason.withFound(5));
        assertThat(reason.withFound(5)).isNotEqualTo(reason.withFound(6)).isNotEqualTo(reason);
        assertThat(reason.cure()).contains("cut it");
        assertThat(Reason.of("short", "text is too long")).isNotEqualTo(reason).hasToString("text is too long");
        assertThat(Reason.of("short", "text is too long").cure()).isEmpty();
    }

    @Test
    void aReasonNeedsItsWords() {
        assertThatThrownBy(() -> Reason.of(" ", "rule")).hasMessage("reason: criterion must not be blank, was \" \"");
        assertThatThrownBy(() -> Reason.of("short", ""))
                .hasMessage("reason of short: rule must not be blank, was \"\"");
        assertThatThrownBy(() -> Reason.of("short", "rule", " "))
                .hasMessage("reason of short: cure must not be blank; leave it out when none is known");
    }
}
