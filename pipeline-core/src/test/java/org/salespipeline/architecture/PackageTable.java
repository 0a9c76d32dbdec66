package org.salespipeline.architecture;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * Which package of a module may use which other packages of it.
 *
 * <p>A row may only name rows above it, so the table has no cycle.
 */
public final class PackageTable {

    /** The row of the module's root package itself. */
    public static final String ROOT = "(root)";

    private final String root;
    private final ImmutableMap<String, ImmutableSet<String>> rows;

    private PackageTable(String root, ImmutableMap<String, ImmutableSet<String>> rows) {
        this.root = root;
        this.rows = rows;
    }

    /** An empty table of the packages below {@code root}. */
    public static PackageTable of(String root) {
        return new PackageTable(root, ImmutableMap.of());
    }

    /** This table with one more row: {@code name} uses {@code mayUse} and nothing else of this module. */
    public PackageTable row(String name, String... mayUse) {
        ImmutableSet<String> used = ImmutableSet.copyOf(mayUse);
        checkArgument(rows.keySet().containsAll(used), "%s: a row may only use rows above it, was %s", name, used);
        return new PackageTable(
                root,
                ImmutableMap.<String, ImmutableSet<String>>builder()
                        .putAll(rows)
                        .put(name, used)
                        .buildOrThrow());
    }

    /** Holds for a class whose package is a row, and which uses only what that row allows. */
    public ArchCondition<JavaClass> keepToTheTable() {
        return new ArchCondition<>("keep to the table of packages") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                String from = rowOf(origin);
                if (!rows.containsKey(from)) {
                    report(origin, events, origin.getName() + " is in a package that the table does not have: " + from);
                    return;
                }
                origin.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isForbidden(from, dependency))
                        .forEach(dependency -> report(
                                origin,
                                events,
                                "arrow " + from + " -> " + rowOf(dependency.getTargetClass()) + " is not in the table: "
                                        + dependency.getDescription()));
            }
        };
    }

    private boolean isForbidden(String from, Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().startsWith(root)) {
            return false;
        }
        String to = rowOf(target);
        return !to.equals(from) && !rows.getOrDefault(from, ImmutableSet.of()).contains(to);
    }

    private String rowOf(JavaClass javaClass) {
        String name = javaClass.getBaseComponentType().getPackageName();
        return name.equals(root) ? ROOT : name.substring(Math.min(name.length(), root.length() + 1));
    }

    private static void report(JavaClass origin, ConditionEvents events, String message) {
        events.add(SimpleConditionEvent.violated(origin, message));
    }
}
