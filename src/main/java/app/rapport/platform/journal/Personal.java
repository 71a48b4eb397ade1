package app.rapport.platform.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a component of a fact that is free text or personal: it goes to `platform_journal_text`, can be erased there,
/// and is null when readers of the journal get the fact. So its type is nullable.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Personal {}
