package org.salespipeline.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** Met by texts of at least this length; it knows what it uses and which others are weaker. */
    private record MinimumLength(int least) implements Criterion<String> {

        @Override
        public String id() {
            return "minimum-length(" + least + ")";
        }

        @Override
        public Verdict evaluate(String subject, Instant at) {
            return subject.length() >= least
                    ? Verdict.met("length", subject.length())
                    : Verdict.unmet(Reason.of(id(), "text is too short"));
        }

        @Override
        public Set<String> uses() {
            return Set.of("length");
        }

        @Override
        public boolean implies(Criterion<?> other) {
            return other instanceof MinimumLength weaker && weaker.least <= least;
        }
    }

    private static final Criterion<String> TWO = new MinimumLength(2);
    private static final Criterion<String> FIVE = new MinimumLength(5);
    private static final Criterion<String> SIX = new MinimumLength(6);

    @Test
    void combinationsAreNamedByTheirParts() {
        assertThat(SHORT).hasToString("short");
        assertThat(Criterion.not(SHORT)).hasToString("not(short)");
        assertThat(Criterion.not(SHORT).id()).isEqualTo("not(short)");
        assertThat(Criterion.anyOf(SHORT, EVEN)).hasToString("any-of(short, even)");
        assertThat(Criterion.allOf(SHORT, EVEN)).hasToString("all-of(short, even)");
        assertThat(Criterion.not(Criterion.anyOf(SHORT, EVEN))).hasToString("not(any-of(short, even))");
        assertThat(Criterion.not(Criterion.anyOf(SHORT, EVEN)).id()).isEqualTo("not(any-of(short, even))");
        assertThat(Criterion.atLeast(2, SHORT, LOWER, EVEN)).hasToString("at-least-2(short, lower, even)");
    }

    @Test
    void combinationsUseWhatTheirPartsUse() {
        assertThat(Criterion.anyOf(SHORT, FIVE).uses()).containsExactly("length");
        assertThat(Criterion.allOf(SHORT, FIVE).uses()).containsExactly("length");
        assertThat(Criterion.not(FIVE).uses()).containsExactly("length");
        assertThat(Criterion.not(Criterion.anyOf(SHORT, FIVE)).uses()).containsExactly("length");
        assertThat(Criterion.atLeast(2, SHORT, LOWER, FIVE).uses()).containsExactly("length");
        assertThat(Criterion.allOf(SHORT, EVEN).uses()).isEmpty();
    }

    @Test
    void soManyOfSeveralSayHowManyAreStillNeeded() {
        Criterion<String> two = Criterion.atLeast(2, SHORT, LOWER, EVEN);
        assertThat(two.evaluate("abc", AT).isMet()).isTrue();
        Reason reason = two.evaluate("Seventh", AT).reasons().get(0);
        assertThat(reason.alternativesNeeded()).isEqualTo(2);
        assertThat(reason.alternatives()).hasSize(3);
        assertThat(two.evaluate("seventh", AT).reasons().get(0).alternativesNeeded())
                .isEqualTo(1);
        assertThat(Reason.of("short", "text is too long").alternativesNeeded()).isZero();
        assertThatThrownBy(() -> Criterion.atLeast(3, SHORT, LOWER, SHORT))
                .hasMessage("atLeast: number must be from 1 to that of the different criteria, 2, was 3");
        assertThatThrownBy(() -> Criterion.atLeast(0, SHORT, LOWER))
                .hasMessage("atLeast: number must be from 1 to that of the different criteria, 2, was 0");
        assertThat(Criterion.atLeast(2, SHORT, LOWER)).isEqualTo(Criterion.allOf(SHORT, LOWER));
        assertThat(Criterion.atLeast(1, SHORT, LOWER)).isEqualTo(Criterion.anyOf(SHORT, LOWER));
    }

    @Test
    void entailmentCountsThePartsThatMustBeMet() {
        assertThat(Criterion.entails(FIVE, TWO)).isTrue();
        assertThat(Criterion.entails(TWO, FIVE)).isFalse();
        assertThat(Criterion.entails(Criterion.anyOf(FIVE, SIX), TWO)).isTrue();
        assertThat(Criterion.entails(Criterion.anyOf(FIVE, SHORT), TWO)).isFalse();
        assertThat(Criterion.entails(Criterion.allOf(FIVE, SHORT), TWO)).isTrue();
        assertThat(Criterion.entails(Criterion.atLeast(2, FIVE, SIX, SHORT), TWO))
                .isTrue();
        assertThat(Criterion.entails(Criterion.atLeast(2, FIVE, LOWER, SHORT), TWO))
                .isFalse();
        assertThat(Criterion.entails(SIX, Criterion.atLeast(2, TWO, FIVE, SHORT)))
                .isTrue();
        assertThat(Criterion.entails(FIVE, Criterion.atLeast(2, TWO, SIX, SHORT)))
                .isFalse();
        assertThat(Criterion.entails(FIVE, Criterion.allOf(TWO, SHORT))).isFalse();
        assertThat(Criterion.entails(SHORT, SHORT)).isTrue();
    }

    @Test
    void whatDeniesWhatIsEntailedClashes() {
        assertThat(Criterion.clash(SIX, Criterion.not(TWO))).isTrue();
        assertThat(Criterion.clash(Criterion.not(TWO), SIX)).isTrue();
        assertThat(Criterion.clash(TWO, Criterion.not(SIX))).isFalse();
        assertThat(Criterion.clash(Criterion.atLeast(2, FIVE, SIX, SHORT), Criterion.not(TWO)))
                .isTrue();
        assertThat(Criterion.clash(Criterion.atLeast(2, FIVE, LOWER, SHORT), Criterion.not(TWO)))
                .isFalse();
        assertThat(Criterion.clash(Criterion.not(TWO), Criterion.allOf(SHORT, FIVE)))
                .isTrue();
        assertThat(Criterion.clash(Criterion.not(TWO), Criterion.anyOf(SHORT, FIVE)))
                .isFalse();
    }

    @Test
    void aVerdictThatIsMetCarriesTheEvidenceOfAllItsParts() {
        Verdict both = Criterion.allOf(TWO, FIVE, LOWER).evaluate("abcde", AT);
        assertThat(both.evidence()).containsExactly("length 5");
        assertThat(both).hasToString("Met[length 5]");
        assertThat(both).isEqualTo(TWO.evaluate("abcde", AT)).hasSameHashCodeAs(TWO.evaluate("abcde", AT));
        assertThat(both).isNotEqualTo(TWO.evaluate("abc", AT)).isNotEqualTo(Verdict.met());
        assertThat(both.hashCode()).isNotEqualTo(TWO.evaluate("abc", AT).hashCode());
        assertThat(Verdict.met().evidence()).isEmpty();
        assertThat(Criterion.allOf(LOWER, FIVE).evaluate("abcde", AT).evidence())
                .containsExactly("length 5");
        assertThat(Criterion.allOf(FIVE, LOWER).evaluate("abcde", AT).evidence())
                .containsExactly("length 5");
    }

    @Test
    void verdictsAreEqualWhenTheySayTheSame() {
        Reason reason = Reason.of("short", "text is too long");
        Reason other = Reason.of("even", "text is odd");
        assertThat(Verdict.unmet(reason)).isEqualTo(Verdict.unmet(reason)).hasSameHashCodeAs(Verdict.unmet(reason));
        assertThat(Verdict.unmet(reason)).isNotEqualTo(Verdict.unmet(other)).isNotEqualTo(Verdict.unknown(reason));
        assertThat(Verdict.unknown(reason)).isNotEqualTo(Verdict.unknown(other)).isNotEqualTo(Verdict.met());
        assertThat(Verdict.unknown(reason))
                .isEqualTo(Verdict.unknown(reason))
                .hasSameHashCodeAs(Verdict.unknown(reason));
        assertThat(Set.of(
                        Verdict.unmet(reason).hashCode(),
                        Verdict.unknown(reason).hashCode(),
                        Verdict.unmet(other).hashCode()))
                .hasSize(3);
        assertThat(Set.of(
                        reason.hashCode(),
                        reason.withFound(5).hashCode(),
                        reason.withOtherCure("wait").hashCode(),
                        other.hashCode()))
                .hasSize(4);
    }
}
