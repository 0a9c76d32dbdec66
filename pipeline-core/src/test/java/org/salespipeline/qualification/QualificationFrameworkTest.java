package org.salespipeline.qualification;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.testkit.SampleProcesses;

class QualificationFrameworkTest {

    private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");

    private static Opportunity.Builder deal(String... evidence) {
        Opportunity.Builder deal = Opportunity.open("OPP-7", SampleProcesses.enterprise(), AT);
        for (String name : evidence) {
            deal.evidence(Evidence.of(name, AT, "ada"));
        }
        return deal;
    }

    @Test
    void theLettersAreTheItems() {
        assertThat(QualificationFramework.bant()).hasToString("BANT [budget, authority, need, timing]");
        assertThat(QualificationFramework.meddic())
                .hasToString("MEDDIC [metrics, economic-buyer, decision-criteria, decision-process, pain, champion]");
        assertThat(QualificationFramework.meddicc().items().keySet()).hasSize(7).endsWith("competition");
        assertThat(QualificationFramework.spiced())
                .hasToString("SPICED [situation, pain, impact, critical-event, decision]");
        assertThat(QualificationFramework.gpct()).hasToString("GPCT [goals, plans, challenges, timeline]");
    }

    @Test
    void completenessCountsAndSaysWhatIsMissing() {
        QualificationFramework.Completeness half = QualificationFramework.bant()
                .completeness(deal("budget", "authority").build(), AT);
        assertThat(half.met()).isEqualTo(2);
        assertThat(half.total()).isEqualTo(4);
        assertThat(half)
                .hasToString("BANT 2 of 4; need is not confirmed; record evidence \"need\";"
                        + " timing is not confirmed; record evidence \"timing\"");
        QualificationFramework.Completeness whole = QualificationFramework.bant()
                .completeness(deal("budget", "authority", "need", "timing").build(), AT);
        assertThat(whole.isComplete()).isTrue();
        assertThat(whole).hasToString("BANT 4 of 4");
        assertThat(requireNonNull(whole.verdicts().get("need")).evidence())
                .containsExactly("need confirmed by ada at 2026-01-05T09:00:00Z");
    }

    @Test
    void aPersonIsFoundByEvidenceOrByContact() {
        Criterion<Opportunity> champion =
                requireNonNull(QualificationFramework.meddic().items().get("champion"));
        assertThat(champion.evaluate(deal("champion").build(), AT).isMet()).isTrue();
        assertThat(champion.evaluate(deal().contact("C-1", "champion").build(), AT)
                        .isMet())
                .isTrue();
        assertThat(champion.evaluate(deal().contact("C-1", "user").build(), AT).reasons())
                .hasToString("[one of these is needed: [champion is not confirmed; record evidence \"champion\"]"
                        + " or [no contact is champion; link a contact as champion]]");
    }

    @Test
    void aHostBuildsItsOwn() {
        QualificationFramework own = QualificationFramework.builder("ours")
                .confirmed("budget")
                .item("size", Criteria.minimumAmount("EUR 5000"))
                .build();
        assertThat(own.completeness(deal("budget").build(), AT))
                .hasToString("ours 1 of 2; amount must be at least EUR 5000.00, was not known; set the amount");
        assertThat(own)
                .isEqualTo(QualificationFramework.builder("ours")
                        .confirmed("budget")
                        .item("size", Criteria.minimumAmount("EUR 5000"))
                        .build())
                .isNotEqualTo(QualificationFramework.bant());
    }

    @Test
    void twoItemsOfOneNameAndNoneAreRefused() {
        assertThatThrownBy(() -> QualificationFramework.builder("ours").confirmed("need", "need"))
                .hasMessage("ours: items must have different names, was need twice");
        assertThatThrownBy(() -> QualificationFramework.builder("ours").build())
                .hasMessage("ours: must have at least one item, was []");
        assertThatThrownBy(() -> QualificationFramework.builder(" "))
                .hasMessage("qualification framework: name must not be blank, was \" \"");
    }
}
