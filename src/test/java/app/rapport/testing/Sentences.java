package app.rapport.testing;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Finds the sentences in literals of Java: two words with a blank between them, apart from markup and from what the program
/// says to developers, administrators, other programs and callers of the API.
public final class Sentences extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private static final Pattern SENTENCE = Pattern.compile("\\p{L}{2}[,.!?]? \\p{L}|\\p{L} \\p{L}{2}");
    /// Of pages; and what a page may load.
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>?|.*default-src .*");
    /// Refusals; details of held mail, which the desk words by its reason; names of threads.
    private static final Pattern NEW = Pattern.compile("Invalid|Invalid\\.Error|Conflict|Forbidden|BrokenRule|\\w+Exception|\\w+Error|Intake\\.Held|Loop");
    /// Logs, the doctor and the command line; messages of exceptions; details of problems; patterns and selectors; details of
    /// held mail and of dead letters; the state of health, for machines.
    private static final Pattern CALL = Pattern.compile("log\\.\\w+|Finding\\.\\w+|System\\.(out|err)\\.\\w+|super|this|Objects\\.requireNonNull|Problem\\.of|refuse"
            + "|Pattern\\.compile|document\\.select|held|putAside\\.giveUp|store\\.park|down");

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found = new ArrayList<>();

    private Sentences(CompilationUnitTree unit, SourcePositions positions) {
        this.unit = unit;
        this.positions = positions;
    }

    /// Each as file, line and text.
    public static List<String> in(List<Path> files) {
        try (var manager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            return read(manager.getJavaFileObjectsFromPaths(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> in(String source) {
        return read(List.of(new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        }));
    }

    private static List<String> read(Iterable<? extends JavaFileObject> files) {
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, mistake -> {
            throw new IllegalArgumentException(mistake.toString());
        }, List.of("-proc:none"), null, files);
        var found = new ArrayList<String>();
        try {
            for (var unit : task.parse()) {
                var sentences = new Sentences(unit, Trees.instance(task).getSourcePositions());
                sentences.scan(unit, null);
                found.addAll(sentences.found);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void nothing) {
        return null;
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree node, @Nullable Void nothing) {
        return null;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree node, @Nullable Void nothing) {
        return NEW.matcher(node.getIdentifier().toString()).matches() ? null : super.visitNewClass(node, nothing);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void nothing) {
        return CALL.matcher(node.getMethodSelect().toString()).matches() ? null : super.visitMethodInvocation(node, nothing);
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void nothing) {
        if (node.getValue() instanceof String text && !isBlock(node) && SENTENCE.matcher(MARKUP.matcher(text).replaceAll("")).find()) {
            var line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, node));
            found.add(Path.of(unit.getSourceFile().getName()) + ":" + line + " " + text.strip());
        }
        return null;
    }

    /// Blocks of text are SQL and pages.
    private boolean isBlock(LiteralTree node) {
        try {
            return unit.getSourceFile().getCharContent(true).toString().startsWith("\"\"\"", (int) positions.getStartPosition(unit, node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
