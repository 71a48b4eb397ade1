package app.rapport.platform.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Version of a fact's shape, when it is not the first.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FactVersion {
    int value();
}
