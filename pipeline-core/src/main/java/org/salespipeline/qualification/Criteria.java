package org.salespipeline.qualification;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.joda.money.Money;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.quantity.Share;

/**
 * The built-in criteria about deals. All are pure, immutable and equal when they ask for the same.
 *
 * <p>What happened counts from the moment on when it did: evidence, a document, a quote, an approval or a waiver of a later
 * time does not help an earlier attempt. A criterion is <b>unmet</b> when what it asks for was not done, as far as the deal
 * tells: nobody confirmed, approved, attached or recorded it. It is <b>unknown</b> when it compares a value that the deal
 * does not have: an amount (or one in another currency), a score, the last day or the list price of a quote. Each method
 * says so where it matters. Amounts, fields, dimensions, scores, contacts and objections have no time of their own: they
 * are taken as the deal has them, so that a move dated back is to be asked about with the log.
 *
 * <pre>{@code
 * StageMachine machine = StageMachine.builder(process)
 *     .exitWhen("qualify", Criteria.amountKnown(), Criteria.confirmed("budget"))
 *     .exitWhen("propose", Criteria.quoteCurrent(), Criteria.approvedAboveDiscount("10", "discount", "sales-director"))
 *     .enterWhen("negotiate", Criteria.custom(
 *         "owner-known", "nobody owns the deal", "assign an owner", deal -> deal.owner().isPresent()))
 *     .build();
 * }</pre>
 */
public final class Criteria {

    private static final Criterion<Opportunity> AMOUNT_KNOWN = Known.of(Field.AMOUNT);
    private static final Criterion<Opportunity> EXPECTED_CLOSE_KNOWN = Known.of(Field.EXPECTED_CLOSE);

    private Criteria() {}

    /** The deal has an amount, whatever it is. */
    public static Criterion<Opportunity> amountKnown() {
        return AMOUNT_KNOWN;
    }

    /** The deal has an expected close, whether to come or gone by. */
    public static Criterion<Opportunity> expectedCloseKnown() {
        return EXPECTED_CLOSE_KNOWN;
    }

    /** The deal has a value in this field, whatever it is. Never unknown. */
    public static Criterion<Opportunity> known(Field field) {
        return Known.of(field);
    }

    /**
     * The deal has a value in this dimension. Never unknown.
     *
     * @param dimension as the host names it, for example {@code region}; not blank
     */
    public static Criterion<Opportunity> dimensionKnown(String dimension) {
        return DimensionKnown.of(dimension);
    }

    /**
     * The deal holds evidence of this name, whoever confirmed it, that has not expired. Never unknown.
     *
     * @param evidence for example {@code budget}; not blank
     */
    public static Criterion<Opportunity> confirmed(String evidence) {
        return Confirmed.of(evidence);
    }

    /**
     * As {@link #confirmed}, confirmed by this person or system last. Never unknown.
     *
     * @param evidence not blank
     * @param who as the host names people or systems; not blank
     */
    public static Criterion<Opportunity> confirmedBy(String evidence, String who) {
        return Confirmed.by(evidence, who);
    }

    /**
     * As {@link #confirmed}, and last confirmed not longer ago than this. Never unknown.
     *
     * @param evidence not blank
     * @param days of 24 hours, at least 1
     */
    public static Criterion<Opportunity> confirmedWithin(String evidence, int days) {
        return Confirmed.within(evidence, days);
    }

    /**
     * A document of this kind is attached. Never unknown.
     *
     * @param kind for example {@code proposal}; not blank
     */
    public static Criterion<Opportunity> documentAttached(String kind) {
        return Attached.of(kind, false);
    }

    /**
     * A document of this kind is attached of which a signature is known: by whom, or on which day. Never unknown.
     *
     * @param kind not blank
     */
    public static Criterion<Opportunity> documentSigned(String kind) {
        return Attached.of(kind, true);
    }

    /** A signed document of kind {@code agreement} is attached. Never unknown. */
    public static Criterion<Opportunity> agreementSigned() {
        return documentSigned("agreement");
    }

    /** As {@link #quoteCurrent(ZoneId)}, of days in UTC. */
    public static Criterion<Opportunity> quoteCurrent() {
        return quoteCurrent(ZoneOffset.UTC);
    }

    /**
     * A quote is issued, and the {@linkplain org.salespipeline.opportunity.Dossier#currentQuote current} one can still be
     * accepted on the day of the attempt. Unknown when its last day is not known.
     *
     * @param zone decides which day it is
     */
    public static Criterion<Opportunity> quoteCurrent(ZoneId zone) {
        return new QuoteCurrent(zone);
    }

    /** The customer has no objection that nobody settled. Never unknown. */
    public static Criterion<Opportunity> noOpenObjections() {
        return new NoObjections();
    }

    /**
     * The amount is not above a threshold, or somebody approved. Unknown when nobody did and the deal has no amount, or one
     * in another currency.
     *
     * @param threshold currency and amount as text, such as {@code EUR 50000}
     * @param subject what the approval must be about, for example {@code amount}; not blank
     * @param roles of which one is enough; at least one. An approval up to an amount below that of the deal, or in another
     *     currency, is none.
     */
    public static Criterion<Opportunity> approvedAbove(String threshold, String subject, String... roles) {
        return ApprovedAbove.of(
                Words.money("approved above: threshold", threshold), Approvals.of("approved above", subject, roles));
    }

    /**
     * The discount of the current quote is not above a limit, or somebody approved it once the quote was issued: an approval
     * of an earlier version is none of this one. Compares exactly. Unknown when there is no quote, or when nobody approved and
     * it does not tell its list price.
     *
     * @param percent the limit in percent, such as {@code 12.5}, in [0, 100]
     * @param subject what the approval must be about, for example {@code discount}; not blank
     * @param roles of which one is enough; at least one. An approval up to an amount below the price of the quote, or in
     *     another currency, is none.
     */
    public static Criterion<Opportunity> approvedAboveDiscount(String percent, String subject, String... roles) {
        return ApprovedDiscount.of(Share.ofPercent(percent), Approvals.of("approved above discount", subject, roles));
    }

    /**
     * Something of this kind was last done not longer ago than this. Unknown when the deal tells of a later one only, which
     * happens where it is judged at a time before what it knows.
     *
     * @param kind of activity, for example {@code meeting}; not blank
     * @param days of 24 hours, at least 1
     */
    public static Criterion<Opportunity> activityWithin(String kind, int days) {
        return ActivityWithin.of(kind, days);
    }

    /**
     * For each of these roles somebody at the customer is linked. Never unknown.
     *
     * @param roles for example {@code economic-buyer}; at least one
     */
    public static Criterion<Opportunity> contactRoles(String... roles) {
        return ContactRoles.of(roles);
    }

    /**
     * The deal has been in its stage for this long; one that was given up has not. Never unknown. A move past several stages asks
     * about the one that the deal is in, and taking back a win about the stay in the win: a stage whose stay must not be left out is
     * kept by a role or by something to confirm.
     *
     * @param days of 24 hours, at least 1
     */
    public static Criterion<Opportunity> minimumDaysInStage(int days) {
        return MinimumStay.of(days);
    }

    /**
     * A score is at least this. Unknown when the deal has no score of this name.
     *
     * @param score the name of the score; not blank
     * @param minimum in the points of the host
     */
    public static Criterion<Opportunity> scoreAtLeast(String score, int minimum) {
        return MinimumScore.of(score, minimum);
    }

    /**
     * The amount is at least this one. Unknown when the deal has no amount, or one in another currency.
     *
     * @param minimum currency and amount as text, such as {@code EUR 5000}
     */
    public static Criterion<Opportunity> minimumAmount(String minimum) {
        return minimumAmount(Words.money("minimum amount", minimum));
    }

    /** The amount is at least this one. Unknown when the deal has no amount, or one in another currency. */
    public static Criterion<Opportunity> minimumAmount(Money minimum) {
        return MinimumAmount.of(minimum);
    }

    /**
     * Met when the criterion is, or when somebody in this role waived it and did not take that back. Otherwise it says what
     * the criterion says, and that it can be waived. The evidence of a verdict that rests on a waiver is the waiver.
     *
     * <p>A waiver names the {@linkplain Criterion#id() id} of the criterion, not that of this combination. Of an {@code allOf} it
     * waives one part by its id, or all of them by the id of the whole; each part is asked by itself.
     *
     * @param role as the host names its roles, for example {@code sales-director}; not blank
     * @param criterion what may be waived
     */
    public static Criterion<Opportunity> unlessWaivedBy(String role, Criterion<? super Opportunity> criterion) {
        return UnlessWaived.of(role, criterion);
    }

    /**
     * A yes-or-no criterion of the host; as {@link Criterion#of}.
     *
     * <p>Two of them are equal only when they share the condition, and a lambda that is written twice is two conditions:
     * keep the criterion in a constant, or a rule that guards both sides of a move is asked twice.
     *
     * @param id a name that stays the same for the life of the rule, not blank
     * @param rule what is said when the condition does not hold, such as {@code nobody owns the deal}
     * @param cure what to do about it, such as {@code assign an owner}
     * @param condition a pure function; true when the criterion is met
     */
    public static Criterion<Opportunity> custom(
            String id, String rule, String cure, Predicate<? super Opportunity> condition) {
        return Criterion.of(id, rule, cure, condition);
    }

    /** A field of a deal that may be unknown. */
    public enum Field {
        /** {@link Opportunity#amount()}. */
        AMOUNT("amount"),
        /** {@link Opportunity#expectedClose()}. */
        EXPECTED_CLOSE("expected-close"),
        /** {@link Opportunity#name()}. */
        NAME("name"),
        /** {@link Opportunity#account()}. */
        ACCOUNT("account"),
        /** {@link Opportunity#owner()}. */
        OWNER("owner"),
        /** {@link Opportunity#source()}. */
        SOURCE("source"),
        /** {@link Opportunity#businessKind()}. */
        BUSINESS_KIND("business-kind");

        private final String key;
        private final String words;

        Field(String key) {
            this.key = key;
            this.words = key.replace('-', ' ');
        }

        /** The name under which criteria say that they {@linkplain Criterion#uses use} the field. */
        public String key() {
            return key;
        }

        String words() {
            return words;
        }
    }
}
