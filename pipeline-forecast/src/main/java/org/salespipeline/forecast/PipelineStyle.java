package org.salespipeline.forecast;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How Immutables writes the value types of this module.
 *
 * <p>The generated class stays package-private and callers see only the type we wrote. SOURCE retention and the short
 * annotation list keep Immutables off the class path of our users.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        overshadowImplementation = true,
        depluralize = true,
        depluralizeDictionary = {"criterion:criteria"},
        allowedClasspathAnnotations = CanIgnoreReturnValue.class)
@interface PipelineStyle {}
