package org.salespipeline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules that hold in every module of the library. */
public final class ArchitectureRules {

    private static final String OURS = "org.salespipeline.";

    /** What reads the clock, the machine's settings or a hidden seed; {@code Owner.method} or {@code Owner.<init>()}. */
    private static final ImmutableSet<String> FORBIDDEN_CALLS = ImmutableSet.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.nio.charset.Charset.defaultCharset",
            "java.security.SecureRandom.<init>()",
            "java.time.Clock.system",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.systemUTC",
            "java.time.ZoneId.systemDefault",
            "java.util.Date.<init>()",
            "java.util.Locale.getDefault",
            "java.util.Random.<init>()",
            "java.util.SplittableRandom.<init>()",
            "java.util.TimeZone.getDefault",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current");

    private ArchitectureRules() {}

    /** The main classes of the module that {@code member} belongs to. */
    public static JavaClasses classesOfModuleOf(Class<?> member) {
        return new ClassFileImporter()
                .importUrl(member.getProtectionDomain().getCodeSource().getLocation());
    }

    /** Every rule that holds in every module. */
    public static List<ArchRule> everywhere() {
        return List.of(
                everyPackageIsNullMarked(),
                nobodyReadsTheClockOrTheMachine(),
                noGuavaInPublicSignatures(),
                noHiddenTypeInPublicSignatures());
    }

    /** The packages below {@code root} use each other in one direction only. */
    public static ArchRule noCyclesBelow(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static ArchRule everyPackageIsNullMarked() {
        return classes()
                .that(are("ours", javaClass -> javaClass.getPackageName().startsWith(OURS)))
                .should(satisfy(
                        "be in a package with @NullMarked on its package-info",
                        javaClass -> javaClass.getPackage().isAnnotatedWith(NullMarked.class)
                                ? Stream.of()
                                : Stream.of(javaClass.getPackageName() + " has no package-info with @NullMarked")))
                .allowEmptyShould(true);
    }

    private static ArchRule nobodyReadsTheClockOrTheMachine() {
        return noClasses()
                .should()
                .accessTargetWhere(are("a reading of the clock or the machine", ArchitectureRules::isForbidden))
                .because("time, randomness, zone and locale come in as arguments")
                .allowEmptyShould(true);
    }

    private static boolean isForbidden(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitCallTarget target)) {
            return false;
        }
        String owner = target.getOwner().getName();
        String call = owner + "." + target.getName();
        boolean readsTheClock =
                owner.startsWith("java.time.") && target.getName().equals("now");
        boolean takesNothing = target.getRawParameterTypes().isEmpty();
        return readsTheClock
                || FORBIDDEN_CALLS.contains(call)
                || (takesNothing && FORBIDDEN_CALLS.contains(call + "()"));
    }

    private static ArchRule noGuavaInPublicSignatures() {
        return signaturesOfPublicTypes(
                "name no type of Guava",
                type -> type.getPackageName().startsWith("com.google.common"),
                "Guava stays inside");
    }

    private static ArchRule noHiddenTypeInPublicSignatures() {
        return signaturesOfPublicTypes(
                "name no type that callers cannot see",
                type -> type.getName().startsWith(OURS) && !isVisible(type),
                "callers could neither name nor hold it");
    }

    private static ArchRule signaturesOfPublicTypes(String description, Predicate<JavaClass> forbidden, String reason) {
        return classes()
                .that(are("visible to callers", ArchitectureRules::isVisible))
                .should(satisfy(
                        "have public signatures that " + description,
                        javaClass -> visibleMembers(javaClass)
                                .flatMap(member -> member.getAllInvolvedRawTypes().stream()
                                        .filter(type -> forbidden.test(type.getBaseComponentType()))
                                        .map(type -> member.getFullName() + " shows " + type.getName()))))
                .andShould(satisfy(
                        "have public parents that " + description,
                        javaClass -> parents(javaClass)
                                .filter(forbidden)
                                .filter(type -> !type.getName().startsWith(OURS))
                                .map(type -> javaClass.getName() + " extends " + type.getName())))
                .because(reason)
                .allowEmptyShould(true);
    }

    /** Public and protected members, those that a hidden parent (a generated builder, say) hands down included. */
    private static Stream<JavaMember> visibleMembers(JavaClass javaClass) {
        return javaClass.getAllMembers().stream()
                .filter(member -> member.getOwner().getName().startsWith(OURS))
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static Stream<JavaClass> parents(JavaClass javaClass) {
        return Stream.concat(javaClass.getSuperclass().stream(), javaClass.getInterfaces().stream())
                .flatMap((JavaType type) -> type.getAllInvolvedRawTypes().stream());
    }

    /** Public, and so is everything around it. */
    static boolean isVisible(JavaClass javaClass) {
        return javaClass.getModifiers().contains(JavaModifier.PUBLIC)
                && javaClass
                        .getEnclosingClass()
                        .map(ArchitectureRules::isVisible)
                        .orElse(true);
    }

    private static <T> DescribedPredicate<T> are(String description, Predicate<T> test) {
        return DescribedPredicate.describe(description, test);
    }

    private static ArchCondition<JavaClass> satisfy(
            String description, Function<JavaClass, Stream<String>> violations) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                violations
                        .apply(javaClass)
                        .forEach(message -> events.add(SimpleConditionEvent.violated(javaClass, message)));
            }
        };
    }
}
