package app.rapport.channel.email.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// Takes a mail apart as it streams by. Whatever is broken is read as well as it goes and noted; the whole mail is never in
/// memory.
public final class MailParser {

    private static final int LOOK_AHEAD = 64 * 1024;
    private static final int LONGEST_LINE = 4 << 20;
    private static final int LONGEST_TYPE = 500;
    private static final int HEADER_BYTES = 4 << 20;

    private final Limits limits;
    private final Gathered gathered;
    private final MimeTokenStream stream;
    private Headers current = new Headers();
    private int fields;
    private int depth;
    private int headerBytes;

    private MailParser(Limits limits, Gathered gathered) {
        this.limits = limits;
        this.gathered = gathered;
        this.stream = new MimeTokenStream(new MimeConfig.Builder().setMaxHeaderCount(-1).setMaxHeaderLen(-1)
                .setMaxLineLen(LONGEST_LINE).setMaxContentLen(-1).build());
        // Attached mails are files, not parts of this one: they may be nested without end.
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    /// Reads to the end or to the limits. The result holds a spool file until it is closed.
    ///
    /// @throws UnparseableMail when there is nothing usable, or the parser fails on it; @throws UncheckedIOException when the stream or the disk fails
    public static ParsedMail parse(InputStream mail, Limits limits) {
        return UnparseableMail.ifFails(() -> parsed(mail, limits));
    }

    private static ParsedMail parsed(InputStream mail, Limits limits) {
        var spool = new Spool();
        try {
            var head = mail.readNBytes(LOOK_AHEAD);
            var gathered = new Gathered(limits, spool);
            var whole = new SequenceInputStream(new ByteArrayInputStream(head), mail);
            var bounded = new Bounded(whole, limits.total());
            new MailParser(limits, gathered).read(bounded);
            if (bounded.isUsedUp() && whole.read() >= 0) gathered.tooLong();
            return gathered.finish(head);
        } catch (IOException e) {
            discard(spool);
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            discard(spool);
            throw e;
        }
    }

    private static void discard(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A multipart whose header does not name its boundary.
    static void readHeadless(InputStream body, String boundary, Limits limits, Gathered gathered) throws IOException {
        var parser = new MailParser(limits, gathered);
        parser.stream.parseHeadless(body, "multipart/mixed; boundary=\"" + boundary + "\"");
        parser.walk();
    }

    private void read(InputStream in) throws IOException {
        stream.parse(in);
        walk();
    }

    private void walk() throws IOException {
        try {
            for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                if (!token(state)) return;
            }
        } catch (MaxLineLimitException | MimeIOException e) {
            gathered.problem("the structure could not be read to its end: " + e.getMessage());
        } catch (MimeException e) {
            gathered.problem("the structure is broken: " + e.getMessage());
        }
    }

    private boolean token(EntityState state) throws IOException {
        switch (state) {
            case T_START_HEADER -> startHeader();
            case T_FIELD -> field();
            case T_END_HEADER -> endHeader();
            case T_START_MULTIPART -> {
                depth++;
                gathered.enter(PartHead.of(current));
            }
            case T_END_MULTIPART -> {
                depth--;
                gathered.leave();
            }
            case T_PREAMBLE -> gathered.preamble(stream.getInputStream());
            case T_BODY -> {
                stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
                return gathered.leaf(PartHead.of(current), stream.getDecodedInputStream());
            }
            default -> {}
        }
        return true;
    }

    private void startHeader() {
        current = new Headers();
        gathered.head(current);
        fields = 0;
        headerBytes = 0;
    }

    private void field() {
        var length = stream.getField().getRaw().length();
        if (length > limits.headerLength()) gathered.problem("a header field is longer than " + limits.headerLength() + " bytes, its rest was cut");
        headerBytes += Math.min(length, limits.headerLength());
        if (++fields <= limits.headers() && headerBytes < HEADER_BYTES) HeaderReader.add(current, stream.getField(), limits);
        else gathered.problem("more than " + limits.headers() + " header fields or 4 MB of them, the rest ignored");
    }

    private void endHeader() {
        if (depth >= limits.depth()) keepWhole("nested deeper than " + limits.depth());
        // The parser compares the boundary at every byte, and RFC 2046 gives it 70 letters.
        if (current.all("content-type").stream().anyMatch(MailParser::isOverlong)) keepWhole("a multipart whose type is longer than " + LONGEST_TYPE + " letters");
    }

    private static boolean isOverlong(String type) {
        return type.length() > LONGEST_TYPE && type.regionMatches(true, 0, "multipart/", 0, 10);
    }

    // Here the parser would recurse: the rest stays one file as it is.
    private void keepWhole(String why) {
        stream.setRecursionMode(RecursionMode.M_FLAT);
        gathered.problem(why + ", the inner part kept as a file");
    }
}
