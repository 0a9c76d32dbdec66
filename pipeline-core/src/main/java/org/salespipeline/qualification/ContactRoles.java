package org.salespipeline.qualification;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Dossier.ContactRole;
import org.salespipeline.opportunity.Opportunity;

/** Somebody at the customer plays each of several parts. */
record ContactRoles(String id, ImmutableList<String> roles, ImmutableList<Reason> missing)
        implements Criterion<Opportunity> {

    static ContactRoles of(String... roles) {
        ImmutableList<String> named = Words.roles("contact roles", roles);
        String id = "contact-roles(" + String.join(", ", named) + ")";
        return new ContactRoles(
                id,
                named,
                named.stream()
                        .map(role -> Reason.of(id, "no contact is " + role, "link a contact as " + role))
                        .collect(ImmutableList.toImmutableList()));
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        List<ContactRole> contacts = deal.dossier().contacts();
        List<ContactRole> found = new ArrayList<>();
        List<Reason> lacking = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            ContactRole contact = first(contacts, roles.get(i));
            if (contact == null) {
                lacking.add(missing.get(i));
            } else {
                found.add(contact);
            }
        }
        return lacking.isEmpty() ? Verdict.met("contacts", List.copyOf(found)) : Verdict.unmet(lacking);
    }

    private static @Nullable ContactRole first(List<ContactRole> contacts, String role) {
        for (int i = 0; i < contacts.size(); i++) {
            if (contacts.get(i).role().equals(role)) {
                return contacts.get(i);
            }
        }
        return null;
    }

    @Override
    public Set<String> uses() {
        return roles.stream().map(role -> "contact-role:" + role).collect(ImmutableSet.toImmutableSet());
    }

    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof ContactRoles that && roles.containsAll(that.roles);
    }

    @Override
    public String toString() {
        return id;
    }
}
