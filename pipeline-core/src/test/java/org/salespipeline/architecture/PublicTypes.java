package org.salespipeline.architecture;

import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts what the modules on the class path promise: public types in exported packages.
 *
 * @param modules names of the modules that were counted
 * @param topLevel types in files of their own
 * @param nested types inside those
 */
public record PublicTypes(ImmutableSet<String> modules, int topLevel, int nested) {

    /** Counts the modules of this library that the class path holds. */
    public static PublicTypes onClassPath() {
        try {
            PublicTypes sum = new PublicTypes(ImmutableSet.of(), 0, 0);
            ClassLoader loader = PublicTypes.class.getClassLoader();
            for (URL descriptor : Collections.list(loader.getResources("module-info.class"))) {
                sum = sum.plus(of(descriptor));
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PublicTypes of(URL descriptor) throws IOException {
        try (InputStream in = descriptor.openStream()) {
            ModuleDescriptor module = ModuleDescriptor.read(in);
            if (!module.name().startsWith("org.salespipeline.")) {
                return new PublicTypes(ImmutableSet.of(), 0, 0);
            }
            List<String> exported = module.exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toList());
            List<JavaClass> visible = new ClassFileImporter()
                    .importUrl(folderOf(descriptor)).stream()
                            .filter(type -> exported.contains(type.getPackageName()))
                            .filter(ArchitectureRules::isVisible)
                            .collect(Collectors.toList());
            int topLevel =
                    (int) visible.stream().filter(JavaClass::isTopLevelClass).count();
            return new PublicTypes(ImmutableSet.of(module.name()), topLevel, visible.size() - topLevel);
        }
    }

    private static URL folderOf(URL descriptor) throws MalformedURLException {
        String text = descriptor.toString();
        return new URL(text.substring(0, text.length() - "module-info.class".length()));
    }

    private PublicTypes plus(PublicTypes other) {
        return new PublicTypes(
                ImmutableSet.<String>builder()
                        .addAll(modules)
                        .addAll(other.modules)
                        .build(),
                topLevel + other.topLevel,
                nested + other.nested);
    }
}
