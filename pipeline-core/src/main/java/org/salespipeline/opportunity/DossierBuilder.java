package org.salespipeline.opportunity;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.Optional;
import org.salespipeline.activity.ContactId;
import org.salespipeline.opportunity.Dossier.Approval;
import org.salespipeline.opportunity.Dossier.ContactRole;
import org.salespipeline.opportunity.Dossier.Document;
import org.salespipeline.opportunity.Dossier.Objection;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.Dossier.Waiver;

/**
 * The part of a builder that fills a dossier.
 *
 * @param <B> the builder itself
 */
abstract sealed class DossierBuilder<B> permits Opportunity.Builder {

    private Dossier dossier = Dossier.empty();

    DossierBuilder() {}

    abstract B self();

    final Dossier dossier() {
        return dossier;
    }

    /** Takes over all that is gathered, in place of what was given before. */
    @CanIgnoreReturnValue
    public final B dossier(Dossier gathered) {
        dossier = gathered;
        return self();
    }

    /** Adds a waiver; the last one of a criterion and role counts. */
    @CanIgnoreReturnValue
    public final B waiver(Waiver waiver) {
        return dossier(dossier.with(waiver));
    }

    /** Adds an approval; the last one of a subject and role counts. */
    @CanIgnoreReturnValue
    public final B approval(Approval approval) {
        return dossier(dossier.with(approval));
    }

    /** Adds a version of a quote; the last one of a version counts. */
    @CanIgnoreReturnValue
    public final B quote(Quote quote) {
        return dossier(dossier.with(quote));
    }

    /** Adds an objection; the last one of a code counts. */
    @CanIgnoreReturnValue
    public final B objection(Objection objection) {
        return dossier(dossier.with(objection));
    }

    /** Adds a document; the last one of a kind and reference counts. */
    @CanIgnoreReturnValue
    public final B document(Document document) {
        return dossier(dossier.with(document));
    }

    /** Adds a contact, by id, in a role; the same pair twice counts once. */
    @CanIgnoreReturnValue
    public final B contact(String contact, String role) {
        return dossier(dossier.with(new ContactRole(ContactId.of(contact), role)));
    }

    /** When an activity of a kind took place; the latest one counts. */
    @CanIgnoreReturnValue
    public final B activity(String kind, Instant at) {
        return dossier(dossier.withActivity(kind, at));
    }

    /** Sets a score in points; the last value of a name counts. */
    @CanIgnoreReturnValue
    public final B score(String name, int points) {
        return dossier(dossier.withScore(name, Optional.of(points)));
    }
}
