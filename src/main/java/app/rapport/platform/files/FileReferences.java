package app.rapport.platform.files;

import java.util.Collection;
import java.util.Set;

/// A module's word on which contents its rows still name. Every module that keeps a [FileHash] contributes one.
public interface FileReferences {

    Set<FileHash> referencedAmong(Collection<FileHash> hashes);
}
