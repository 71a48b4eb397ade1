package app.rapport.channel.email.mime;

import app.rapport.channel.email.mime.ParsedMail.MailPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.jspecify.annotations.Nullable;

/// Reads a mail by mime4j's token stream (its DOM overflows the stack on deep nesting), with limits on parts, headers and depth.
/// What is beyond a limit is left out; the raw mail is kept in any case.
public final class MailParser {

    private static final int MOST_PARTS = 200;
    private static final int MOST_HEADERS = 2000;
    private static final int LONGEST_HEADER = 100_000;

    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final List<MailPart> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder report = new StringBuilder();
    private Map<String, String> partHeaders = new LinkedHashMap<>();
    private int depth;
    private int seen;

    private MailParser() {}

    /// @throws UnparseableMail nothing usable can be made of it
    public static ParsedMail parse(InputStream input) {
        var parser = new MailParser();
        try {
            parser.read(input);
        } catch (IOException | MimeException | RuntimeException e) {
            if (parser.headers.isEmpty()) throw new UnparseableMail(e);
            // what was read until it broke is more use than nothing
        }
        if (parser.headers.isEmpty()) throw new UnparseableMail(null);
        return new ParsedMail(parser.headers, parser.given(parser.text), parser.given(parser.html), List.copyOf(parser.parts), parser.given(parser.report));
    }

    private @Nullable String given(StringBuilder builder) {
        return builder.isEmpty() ? null : builder.toString();
    }

    private void read(InputStream input) throws IOException, MimeException {
        var config = MimeConfig.custom().setMaxHeaderCount(MOST_HEADERS).setMaxHeaderLen(LONGEST_HEADER).setMaxLineLen(-1).setMaxContentLen(-1)
                .setMalformedHeaderStartsBody(false).build();
        var stream = new MimeTokenStream(config);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(input);
        for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            switch (state) {
                case T_START_HEADER -> partHeaders = new LinkedHashMap<>();
                case T_FIELD -> field(stream.getField());
                case T_START_MULTIPART -> depth++;
                case T_END_MULTIPART -> depth--;
                case T_BODY -> body(stream);
                default -> {}
            }
            if (seen > MOST_PARTS || depth > MOST_PARTS) return;
        }
    }

    private void field(Field field) {
        var name = field.getName().toLowerCase(Locale.ROOT).strip();
        var value = decode(field);
        partHeaders.putIfAbsent(name, value);
        if (depth == 0) headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /// 8-bit headers are against the standard and common: UTF-8 if it is, else windows-1252.
    private static String decode(Field field) {
        var raw = field.getRaw();
        var body = field.getBody();
        if (raw != null) {
            var bytes = raw.toByteArray();
            var whole = Charsets.text(bytes, null);
            var colon = whole.indexOf(':');
            if (colon >= 0) body = whole.substring(colon + 1);
        }
        var unfolded = body == null ? "" : body.replaceAll("\\r?\\n[ \\t]", " ").replace("\0", "").strip();
        return DecoderUtil.decodeEncodedWords(unfolded, DecodeMonitor.SILENT);
    }

    private void body(MimeTokenStream stream) throws IOException {
        seen++;
        var descriptor = stream.getBodyDescriptor();
        var type = descriptor.getMimeType() == null ? "text/plain" : descriptor.getMimeType().toLowerCase(Locale.ROOT);
        var disposition = parameters("content-disposition");
        var name = name(disposition);
        var attached = disposition.value.equals("attachment") || name != null;
        var bytes = stream.getDecodedInputStream().readAllBytes();
        if (!attached && type.equals("text/plain")) {
            append(text, Charsets.text(bytes, descriptor.getCharset()));
        } else if (!attached && type.equals("text/html")) {
            append(html, Charsets.text(bytes, descriptor.getCharset()));
        } else if (type.equals("message/delivery-status") || type.equals("message/feedback-report")) {
            report.append(new String(bytes, StandardCharsets.UTF_8)).append("\n\n");
        } else {
            if (type.startsWith("message/rfc822") || type.equals("text/rfc822-headers")) report.append(new String(bytes, StandardCharsets.UTF_8), 0, Math.min(bytes.length, 20_000)).append("\n\n");
            parts.add(new MailPart(fileName(name, type), type, contentId() != null && type.startsWith("image/"), contentId(), bytes));
        }
    }

    private static void append(StringBuilder builder, String more) {
        if (!builder.isEmpty()) builder.append('\n');
        builder.append(more.replace("\0", ""));
    }

    private @Nullable String contentId() {
        var id = partHeaders.get("content-id");
        return id == null ? null : id.replaceAll("[<>\\s]", "");
    }

    private @Nullable String name(Parameters disposition) {
        var name = disposition.mapping.get("filename");
        if (name == null) name = parameters("content-type").mapping.get("name");
        return name == null ? null : DecoderUtil.decodeEncodedWords(name, DecodeMonitor.SILENT);
    }

    /// A name that is safe to show and to save under: no path, no control characters.
    private static String fileName(@Nullable String name, String type) {
        var clean = name == null ? "" : name.replaceAll(".*[/\\\\]", "").replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069\"<>|:*?]", "").strip();
        if (!clean.isEmpty()) return clean.length() <= 200 ? clean : clean.substring(clean.length() - 200);
        return type.startsWith("message/") ? "message.eml" : "attachment." + type.replaceAll(".*/", "").replaceAll("[^a-z0-9]", "");
    }

    private record Parameters(String value, MimeParameterMapping mapping) {}

    private Parameters parameters(String header) {
        var mapping = new MimeParameterMapping();
        var value = partHeaders.get(header);
        if (value == null) return new Parameters("", mapping);
        var body = RawFieldParser.DEFAULT.parseRawBody(new RawField(header, value));
        for (var parameter : body.getParams()) mapping.addParameter(parameter.getName(), parameter.getValue());
        return new Parameters(body.getValue() == null ? "" : body.getValue().toLowerCase(Locale.ROOT).strip(), mapping);
    }
}
