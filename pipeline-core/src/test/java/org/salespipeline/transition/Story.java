package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.joda.money.Money;
import org.salespipeline.activity.ContactId;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.DossierEvent;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** The life of one deal under a machine, a day a line; everything that happens goes through the log of the deal. */
final class Story {

    private final StageMachine machine;
    private OpportunityLog log;
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");

    private Story(StageMachine machine, Profile profile) {
        this.machine = machine;
        Created created = new Created(
                header(),
                machine.process().id(),
                machine.process().version(),
                machine.process().first().id(),
                profile);
        this.log = OpportunityLog.of(machine.process()).append(List.of(created), now);
    }

    static Story of(StageMachine machine) {
        return new Story(
                machine,
                new Profile(
                        Optional.of("Press line"),
                        Optional.of(AccountId.of("ACME")),
                        Optional.of("fair"),
                        Optional.of(BusinessKind.NEW_BUSINESS)));
    }

    /** A deal of which nobody noted account, source or kind. */
    static Story ofNobody(StageMachine machine) {
        return new Story(machine, Profile.unknown());
    }

    private Header header() {
        return Header.of("OPP-7", now, "ada");
    }

    Opportunity deal() {
        return log.latest();
    }

    @CanIgnoreReturnValue
    private Story add(Function<Header, OpportunityEvent> event) {
        now = now.plusSeconds(86_400);
        log = log.append(List.of(event.apply(header())), now);
        return this;
    }

    @CanIgnoreReturnValue
    Story confirms(String... evidence) {
        for (String name : evidence) {
            add(header -> new OpportunityEvent.EvidenceRecorded(header, name));
        }
        return this;
    }

    @CanIgnoreReturnValue
    Story does(String activity) {
        return add(header -> new DossierEvent.ActivityRecorded(header, activity));
    }

    @CanIgnoreReturnValue
    Story attaches(String document) {
        return add(header -> new DossierEvent.DocumentAttached(header, document, "D-1"));
    }

    @CanIgnoreReturnValue
    Story signs(String document) {
        return add(header -> new DossierEvent.DocumentAttached(header, document, "D-2", "Eve", today()));
    }

    @CanIgnoreReturnValue
    Story scores(String name, int points) {
        return add(header -> new DossierEvent.ScoreSet(header, name, points));
    }

    @CanIgnoreReturnValue
    Story meets(String role) {
        return add(header -> new DossierEvent.ContactLinked(header, ContactId.of("C-" + role), role));
    }

    @CanIgnoreReturnValue
    Story isWorth(String amount) {
        return add(header -> new OpportunityEvent.AmountSet(header, Money.parse(amount)));
    }

    /** A quote that holds for thirty days. */
    @CanIgnoreReturnValue
    Story quotes(int version, String price, String list) {
        return add(header -> new DossierEvent.QuoteIssued(
                header,
                Quote.of("Q-1", version, now, Money.parse(price))
                        .withListPrice(Money.parse(list))
                        .withValidUntil(today().plusDays(30))));
    }

    /** A quote of which nothing but the price is known. */
    @CanIgnoreReturnValue
    Story quotesWithoutMore(int version, String price) {
        return add(header -> new DossierEvent.QuoteIssued(header, Quote.of("Q-1", version, now, Money.parse(price))));
    }

    @CanIgnoreReturnValue
    Story objects(String code) {
        return add(header -> new DossierEvent.ObjectionRaised(header, code, Optional.empty(), Optional.empty()));
    }

    @CanIgnoreReturnValue
    Story settles(String code) {
        return add(header -> new DossierEvent.ObjectionSettled(header, code));
    }

    @CanIgnoreReturnValue
    Story approves(String role, String subject) {
        return add(header -> new DossierEvent.ApprovalGranted(header, subject, role, "strategic account"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private Move to(String stage) {
        return Move.to(StageId.of(stage), header().actor(), now);
    }

    /** Somebody tries, and is told exactly this. */
    @CanIgnoreReturnValue
    Story isRefused(String stage, String... reasons) {
        assertThat(refusal(stage)).containsExactly(reasons);
        return this;
    }

    /** Somebody tries to go further than the next stage, and is told this before all that is missing on the way. */
    @CanIgnoreReturnValue
    Story isRefusedFirst(String stage, String reason) {
        assertThat(refusal(stage)).startsWith(reason).hasSizeGreaterThan(1);
        return this;
    }

    private List<String> refusal(String stage) {
        TransitionResult result = machine.attempt(deal(), to(stage));
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).reasons().stream().map(Reason::toString).toList();
    }

    @CanIgnoreReturnValue
    Story goesTo(String stage) {
        return goes(to(stage));
    }

    /** By somebody who has this role. */
    @CanIgnoreReturnValue
    Story goesTo(String stage, String role) {
        return goes(to(stage).as(role));
    }

    @CanIgnoreReturnValue
    Story isLost(LossReason reason) {
        return goes(to("closed-lost").because(reason));
    }

    @CanIgnoreReturnValue
    Story isMerged(String into) {
        return happens(machine.attempt(deal(), Removal.merge(into, "ada", now)));
    }

    private Story goes(Move move) {
        return happens(machine.attempt(deal(), move));
    }

    @CanIgnoreReturnValue
    Story isRecycled() {
        return happens(machine.attempt(deal(), Removal.recycle("ada", now)));
    }

    /** The last thing that happened. */
    OpportunityEvent lastEvent() {
        List<Fact<OpportunityEvent>> facts = log.facts().facts();
        return facts.get(facts.size() - 1).event();
    }

    private Story happens(TransitionResult result) {
        assertThat(result).isInstanceOf(Accepted.class);
        log = log.append(((Accepted) result).events(), now);
        return this;
    }

    /** What is on the way to a stage now, step by step. */
    List<String> wayTo(String stage) {
        return machine.wayTo(deal(), StageId.of(stage), now).orElseThrow().stream()
                .map(StageMachine.Step::toString)
                .toList();
    }

    /** Where the deal is at the end, of a history to which an audit has nothing to say. */
    void endsIn(String stage) {
        assertThat(deal().stage()).isEqualTo(StageId.of(stage));
        assertThat(LogAudit.of(machine).audit(log)).isEmpty();
    }
}
