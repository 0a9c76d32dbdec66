package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The further files of a mapping, read once, and only those that some value comes from. */
final class Lookups {

    private final Map<LookupPlan, Lookup> lookups = new LinkedHashMap<>();

    private Lookups() {}

    static Lookups read(MappingPlan plan, Path table) {
        Map<LookupPlan, Set<String>> taken = new LinkedHashMap<>();
        ImmutableList.<Source>builder()
                .addAll(plan.fields().values())
                .addAll(plan.dimensions().values())
                .add(plan.currency())
                .addAll(plan.rules().amount().stream().toList())
                .build()
                .forEach(source -> {
                    if (source instanceof Source.Looked looked) {
                        taken.computeIfAbsent(looked.lookup(), unused -> new LinkedHashSet<>())
                                .add(looked.take());
                    } else if (source instanceof Source.Presence presence) {
                        taken.putIfAbsent(presence.lookup(), new LinkedHashSet<>());
                    }
                });
        Lookups lookups = new Lookups();
        taken.forEach((lookup, columns) -> {
            Path file = Lookup.locate(lookup.file(), plan.folder(), table);
            lookups.lookups.put(lookup, Lookup.read(lookup, ImmutableList.copyOf(columns), file, plan.form()));
        });
        return lookups;
    }

    Lookup of(LookupPlan plan) {
        Lookup lookup = lookups.get(plan);
        if (lookup == null) {
            throw new IllegalStateException("look-up " + plan.name() + " must have been read");
        }
        return lookup;
    }

    /** Which files were read. */
    List<String> lines() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lookups.forEach((plan, lookup) -> lines.add(
                String.format(Locale.ROOT, "look-up %s: %,d keys from %s", plan.name(), lookup.size(), lookup.file())));
        return lines.build();
    }
}
