package org.salespipeline.qualification;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.assertj.core.data.Offset;
import org.joda.money.Money;
import org.salespipeline.activity.ContactId;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.event.DossierEvent.ActivityRecorded;
import org.salespipeline.event.DossierEvent.ApprovalGranted;
import org.salespipeline.event.DossierEvent.ContactLinked;
import org.salespipeline.event.DossierEvent.CriterionWaived;
import org.salespipeline.event.DossierEvent.DocumentAttached;
import org.salespipeline.event.DossierEvent.ScoreSet;
import org.salespipeline.event.DossierEvent.WaiverWithdrawn;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.quantity.Share;
import org.salespipeline.stage.StageKind;
import org.salespipeline.testkit.PipelineArbitraries;
import org.salespipeline.testkit.SampleCriteria;
import org.salespipeline.testkit.SampleProcesses;

/** How verdicts about deals go with time, with more done for the deal, and with each other. */
@Domain(PipelineArbitraries.class)
@Domain(DomainContext.Global.class)
class DealCriteriaLaws {

    private static final Criterion<Opportunity> MINIMUM = Criteria.minimumAmount("EUR 5000");

    @Provide
    Arbitrary<Criterion<Opportunity>> samples() {
        return Arbitraries.of(SampleCriteria.all());
    }

    private static Header header(Opportunity deal, Instant at) {
        return new Header(deal.id(), at, ActorId.of("grace"));
    }

    private static int rank(Verdict verdict) {
        return verdict.isMet() ? 2 : verdict.isUnknown() ? 1 : 0;
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void whatIsEntailedIsMetAndWhatClashesIsNeverMetTogether(
            @ForAll("samples") Criterion<Opportunity> first,
            @ForAll("samples") Criterion<Opportunity> second,
            @ForAll Opportunity deal,
            @ForAll Instant at) {
        boolean isFirst = first.evaluate(deal, at).isMet();
        boolean isSecond = second.evaluate(deal, at).isMet();
        if (Criterion.entails(first, second)) {
            assertThat(!isFirst || isSecond).isTrue();
        }
        if (Criterion.clash(first, second)) {
            assertThat(isFirst && isSecond).isFalse();
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aWaiverNeverHurtsAndMakesItsCriterionMet(
            @ForAll("samples") Criterion<Opportunity> criterion, @ForAll Opportunity deal, @ForAll Instant at) {
        Criterion<Opportunity> waivable = Criteria.unlessWaivedBy("cfo", criterion);
        Opportunity waived =
                deal.after(new CriterionWaived(header(deal, at), criterion.id(), "cfo", "known for years"));
        Verdict verdict = waivable.evaluate(waived, at);

        assertThat(verdict.isMet()).isTrue();
        Opportunity bare = deal.after(new WaiverWithdrawn(header(deal, at), criterion.id(), "cfo"));
        if (!waivable.evaluate(bare, at).isMet()) {
            assertThat(verdict.evidence())
                    .contains(criterion.id() + " waived by cfo grace at " + at + ": known for years");
        }
        Instant before = at.minusNanos(1);
        assertThat(waivable.evaluate(waived, before)).isEqualTo(waivable.evaluate(bare, before));
    }

    /** A part that somebody waives later does not stand before the waiver of the whole. */
    @Example
    void theWaiverOfTheWholeCountsThoughAPartIsWaivedLater() {
        Instant monday = Instant.parse("2026-01-05T09:00:00Z");
        Opportunity deal =
                Opportunity.open("OPP-7", SampleProcesses.enterprise(), monday).build();
        Criterion<Opportunity> both = Criterion.allOf(Criteria.amountKnown(), Criteria.confirmed("budget"));
        Opportunity waived = deal.after(new CriterionWaived(header(deal, monday), both.id(), "cfo", "small"))
                .after(new CriterionWaived(header(deal, monday.plusSeconds(9)), "confirmed(budget)", "cfo", "again"));
        assertThat(Criteria.unlessWaivedBy("cfo", both).evaluate(waived, monday).isMet())
                .isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void withoutAWaiverItSaysWhatTheCriterionSaysAndThatItCanBeWaived(
            @ForAll("samples") Criterion<Opportunity> criterion, @ForAll Opportunity deal, @ForAll Instant at) {
        Opportunity bare = withoutWaivers(deal, criterion, at);
        Verdict plain = criterion.evaluate(bare, at);
        Verdict waivable = Criteria.unlessWaivedBy("cfo", criterion).evaluate(bare, at);

        assertThat(rank(waivable)).isEqualTo(rank(plain));
        assertThat(waivable.reasons()).hasSameSizeAs(plain.reasons());
        for (Reason reason : waivable.reasons()) {
            String asked = criterion.parts().size() > 1 ? reason.criterion() : criterion.id();
            assertThat(reason.cure().orElseThrow()).endsWith("have cfo waive \"" + asked + "\"");
        }
    }

    /** Neither the criterion nor a part of it is waived. */
    private static Opportunity withoutWaivers(Opportunity deal, Criterion<Opportunity> criterion, Instant at) {
        Opportunity bare = deal.after(new WaiverWithdrawn(header(deal, at), criterion.id(), "cfo"));
        for (Criterion<Opportunity> part : criterion.parts()) {
            bare = bare.after(new WaiverWithdrawn(header(deal, at), part.id(), "cfo"));
        }
        return bare;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anUnlimitedApprovalNeverHurtsAndIsEnough(@ForAll Opportunity deal, @ForAll Instant at) {
        Criterion<Opportunity> amount = Criteria.approvedAbove("EUR 1000", "amount", "cfo");
        Criterion<Opportunity> discount = Criteria.approvedAboveDiscount("10", "discount", "cfo");
        Opportunity approved = deal.after(new ApprovalGranted(header(deal, at), "amount", "cfo", "strategic"))
                .after(new ApprovalGranted(header(deal, at), "discount", "cfo", "strategic"));

        assertThat(amount.evaluate(approved, at).isMet()).isTrue();
        boolean isQuoted = approved.dossier().currentQuote(at).isPresent();
        assertThat(discount.evaluate(approved, at).isMet()).isEqualTo(isQuoted);
        assertThat(discount.evaluate(approved, at).isUnknown()).isEqualTo(!isQuoted);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aLimitedApprovalCoversExactlyTheAmountsUpToItsLimit(
            @ForAll Opportunity deal, @ForAll Instant at, @ForAll @IntRange(min = 1, max = 9000) int euros) {
        Money amount = Money.parse("EUR " + euros);
        Money limit = Money.parse("EUR 4500");
        Opportunity approved = deal.after(new AmountSet(header(deal, at), amount))
                .after(new ApprovalGranted(header(deal, at), "size", "cfo", "strategic", Optional.of(limit)));
        Verdict verdict = Criteria.approvedAbove("EUR 1000", "size", "cfo").evaluate(approved, at);

        assertThat(verdict.isMet()).isEqualTo(euros <= 4500);
        assertThat(verdict.isUnmet()).isEqualTo(euros > 4500);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void doingWhatIsAskedForIsEnough(@ForAll Opportunity deal, @ForAll Instant at) {
        Header now = header(deal, at);
        Opportunity done = deal.after(new EvidenceRecorded(now, "budget"))
                .after(new DocumentAttached(now, "agreement", "D-9", Optional.of("cfo"), Optional.empty()))
                .after(new ContactLinked(now, ContactId.of("C-9"), "champion"))
                .after(new ScoreSet(now, "fit", 20))
                .after(new ActivityRecorded(now, "meeting"));

        assertThat(Criteria.confirmed("budget").evaluate(done, at).isMet()).isTrue();
        assertThat(Criteria.confirmedBy("budget", "grace").evaluate(done, at).isMet())
                .isTrue();
        assertThat(Criteria.confirmedWithin("budget", 1).evaluate(done, at).isMet())
                .isTrue();
        assertThat(Criteria.agreementSigned().evaluate(done, at).isMet()).isTrue();
        assertThat(Criteria.contactRoles("champion").evaluate(done, at).isMet()).isTrue();
        assertThat(Criteria.scoreAtLeast("fit", 20).evaluate(done, at).isMet()).isTrue();
        assertThat(Criteria.activityWithin("meeting", 1).evaluate(done, at).isUnmet())
                .isFalse();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void timeOnlyTakesAwayWhereSomethingMustBeRecent(
            @ForAll Opportunity deal, @ForAll Instant at, @ForAll @IntRange(max = 2_000) int hours) {
        Instant later = at.plus(Duration.ofHours(hours));
        Opportunity quiet = deal.after(new EvidenceRecorded(header(deal, at), "budget", "ada"));
        Criterion<Opportunity> recent = Criteria.confirmedWithin("budget", 3);

        assertThat(recent.evaluate(quiet, at).isMet()).isTrue();
        assertThat(recent.evaluate(quiet, later).isMet()).isEqualTo(hours <= 72);
        assertThat(Criteria.confirmed("budget").evaluate(quiet, later).isMet()).isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aLongerStayIsStillLongEnough(
            @ForAll Opportunity deal, @ForAll Instant at, @ForAll @IntRange(max = 2_000) int hours) {
        Criterion<Opportunity> week = Criteria.minimumDaysInStage(7);
        if (week.evaluate(deal, at).isMet()) {
            assertThat(week.evaluate(deal, at.plus(Duration.ofHours(hours))).isMet())
                    .isTrue();
        }
        Instant entered = deal.stageEnteredAt();
        StageKind kind = deal.currentStage().kind();
        boolean isGivenUp = kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL;
        assertThat(week.evaluate(deal, entered.plus(Duration.ofDays(7))).isMet())
                .isEqualTo(!isGivenUp);
        assertThat(week.evaluate(deal, entered.plus(Duration.ofDays(7)).minusNanos(1))
                        .isUnmet())
                .isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void evidenceHoldsFromItsConfirmationUpToItsEnd(
            @ForAll Opportunity deal, @ForAll Instant from, @ForAll Instant to, @ForAll Instant at) {
        Opportunity told = deal.after(new EvidenceRecorded(header(deal, from), "budget", "ada", Optional.of(to)));
        boolean holds = !at.isBefore(from) && at.isBefore(to);

        assertThat(Criteria.confirmed("budget").evaluate(told, at).isMet()).isEqualTo(holds);
        assertThat(requireNonNull(told.evidence().get("budget")).holdsAt(at)).isEqualTo(holds);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void moreMoneyNeverMissesAMinimumAndNoMoneyLeavesItOpen(
            @ForAll Opportunity deal, @ForAll Instant at, @ForAll @IntRange(max = 10_000) int euros) {
        Opportunity set = deal.after(new AmountSet(header(deal, at), Money.parse("EUR " + euros)));
        Opportunity more = deal.after(new AmountSet(header(deal, at), Money.parse("EUR " + (euros + 1))));
        Opportunity none = deal.after(new AmountSet(header(deal, at), Optional.empty()));

        assertThat(rank(MINIMUM.evaluate(more, at))).isGreaterThanOrEqualTo(rank(MINIMUM.evaluate(set, at)));
        assertThat(MINIMUM.evaluate(none, at).isUnknown()).isTrue();
    }

    @Property
    void theDiscountIsComparedExactlyAndShownToTenDecimals(
            @ForAll @IntRange(min = 1, max = 100_000) int list,
            @ForAll @IntRange(max = 120_000) int price,
            @ForAll @IntRange(max = 100) int percent) {
        Quote quote = Quote.of("Q-1", 1, Instant.EPOCH, Money.parse("EUR " + price))
                .withListPrice(Money.parse("EUR " + list));
        Share limit = Share.ofPercent(String.valueOf(percent));

        assertThat(quote.isDiscountedBeyond(limit)).isEqualTo(100L * (list - price) > (long) percent * list);
        double discount = Math.max(0, 1 - price / (double) list);
        assertThat(quote.discount().orElseThrow().value().doubleValue()).isCloseTo(discount, Offset.offset(1e-10));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aFrameworkIsCompleteExactlyWhenItsCriterionIsMet(@ForAll Opportunity deal, @ForAll Instant at) {
        for (QualificationFramework framework : new QualificationFramework[] {
            QualificationFramework.bant(),
            QualificationFramework.meddic(),
            QualificationFramework.meddicc(),
            QualificationFramework.spiced(),
            QualificationFramework.gpct()
        }) {
            QualificationFramework.Completeness completeness = framework.completeness(deal, at);
            assertThat(completeness.total()).isEqualTo(framework.criteria().size());
            assertThat(completeness.isComplete())
                    .isEqualTo(framework.criterion().evaluate(deal, at).isMet());
            for (int number = 1; number <= completeness.total(); number++) {
                assertThat(Criterion.atLeast(number, framework.criteria())
                                .evaluate(deal, at)
                                .isMet())
                        .isEqualTo(number <= completeness.met());
            }
        }
    }
}
