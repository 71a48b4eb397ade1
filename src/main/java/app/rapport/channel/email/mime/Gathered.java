package app.rapport.channel.email.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.jspecify.annotations.Nullable;

/// What has been found so far of one mail.
final class Gathered {

    private static final Pattern META_CHARSET = Pattern.compile("(?i)<meta[^>]{1,200}charset=[\"']?([A-Za-z0-9_:-]{2,40})");
    private static final Pattern BOUNDARY = Pattern.compile("\\A\\s*--([^\\r\\n\"]{1,70}?)[ \\t]*\\r?\\n");
    private static final int PROBLEMS = 50;

    private final Limits limits;
    private final Spool spool;
    private final Allowance allowance;
    private final Texts texts = new Texts();
    private final List<MailPart> attachments = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable Headers root;
    private Headers returned = Headers.NONE;
    private @Nullable String reportType;
    private List<Headers> reportGroups = List.of();
    private String preamble = "";
    private boolean guessed;
    private boolean cut;
    private boolean shortened;

    Gathered(Limits limits, Spool spool) {
        this.limits = limits;
        this.allowance = new Allowance(limits);
        this.spool = spool;
    }

    void problem(String text) {
        if (problems.size() < PROBLEMS && !problems.contains(text)) problems.add(Charsets.withoutNul(text));
    }

    void head(Headers headers) {
        if (root == null) root = headers;
    }

    void enter(PartHead head) {
        texts.enter(head.mediaType().equals("multipart/alternative"));
        if (head.mediaType().equals("multipart/report") && reportType == null) reportType = head.type().get("report-type").orElse("");
    }

    void leave() {
        texts.leave();
    }

    void preamble(InputStream in) throws IOException {
        if (preamble.isEmpty()) preamble = Charsets.decode(in.readNBytes(limits.text().one()), null);
    }

    /// One part that holds no others. False when no more are wanted.
    boolean leaf(PartHead head, InputStream in) throws IOException {
        if (!allowance.part()) return tooMany();
        var body = head.uuencoded() ? Uuencode.file(in) : in;
        if (head.mediaType().startsWith("multipart/")) multipartLeaf(head, body);
        else if (isBody(head)) text(head, body);
        else attachment(head, body);
        return true;
    }

    private boolean tooMany() {
        problem("more than " + limits.parts() + " parts, the rest ignored");
        cut = true;
        return false;
    }

    /// The mail goes on after all that is read of one.
    void tooLong() {
        problem("longer than " + Limits.size(limits.total()) + ", the rest ignored");
        cut = true;
    }

    private boolean isBody(PartHead head) {
        if (!head.isText() || head.isAttachment()) return false;
        return head.fileName().isEmpty() || texts.isEmpty() || (texts.inAlternative() && head.disposition().value().isEmpty());
    }

    private void multipartLeaf(PartHead head, InputStream in) throws IOException {
        var start = in.readNBytes(16 * 1024);
        var boundary = BOUNDARY.matcher(new String(start, StandardCharsets.ISO_8859_1));
        var all = new SequenceInputStream(new ByteArrayInputStream(start), in);
        if (!guessed && head.type().get("boundary").isEmpty() && boundary.find()) {
            guessed = true;
            problem("a multipart does not name its boundary, it was guessed");
            MailParser.readHeadless(all, boundary.group(1), limits, this);
        } else attachment(head, all);
    }

    private void text(PartHead head, InputStream in) throws IOException {
        var bytes = in.readNBytes(limits.text().one());
        if (in.read() >= 0) shorten("a text is longer than " + Limits.size(limits.text().one()) + ", its rest was cut");
        var isHtml = head.mediaType().equals("text/html");
        if (head.type().value().isEmpty() && guessBoundary(bytes)) return;
        var text = Charsets.decode(bytes, isHtml && head.charset() == null ? metaCharset(bytes) : head.charset());
        show(isHtml ? text : plain(head, text), isHtml);
    }

    private void show(String text, boolean isHtml) {
        texts.add(isHtml ? allowance.markup(text) : allowance.plain(text), isHtml);
        if (!allowance.isTextCut()) return;
        shorten("its texts are longer than " + Limits.size(limits.text().all()) + " or " + limits.text().lines() + " lines, the rest was cut");
    }

    private void shorten(String why) {
        problem(why);
        shortened = true;
    }

    private boolean guessBoundary(byte[] bytes) throws IOException {
        var start = new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.ISO_8859_1);
        var boundary = BOUNDARY.matcher(start);
        if (guessed || !boundary.find() || !start.toLowerCase(Locale.ROOT).contains("\ncontent-type:")) return false;
        guessed = true;
        problem("the mail does not say that it has parts, they were guessed");
        MailParser.readHeadless(new ByteArrayInputStream(bytes), boundary.group(1), limits, this);
        return true;
    }

    private static @Nullable String metaCharset(byte[] html) {
        var start = new String(html, 0, Math.min(html.length, 2048), StandardCharsets.ISO_8859_1);
        var found = META_CHARSET.matcher(start);
        return found.find() ? found.group(1) : null;
    }

    private String plain(PartHead head, String raw) throws IOException {
        var text = Uuencode.split(plainLines(raw), this::keepWritten);
        var flowed = head.type().get("format").orElse("").equalsIgnoreCase("flowed");
        return flowed ? Flowed.unfold(text, head.type().get("delsp").orElse("").equalsIgnoreCase("yes")) : text;
    }

    private static String plainLines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private boolean keepWritten(String name, InputStream file) throws IOException {
        if (cut || !allowance.part()) return tooMany();
        var content = spool.keep(file);
        if (content.size() == 0) return false;
        attachments.add(new MailPart(FileNames.of(Optional.of(name), "application/octet-stream"), "application/octet-stream", null, false, content));
        return true;
    }

    private void attachment(PartHead head, InputStream in) throws IOException {
        var type = head.mediaType();
        if (type.equals("text/x-amp-html") || type.equals("text/watch-html")) return;
        var content = spool.keep(in);
        var name = head.fileName();
        if (type.equals("message/rfc822") || type.equals("text/rfc822-headers") || type.equals("message/global")) {
            var inner = innerHeaders(content);
            if (returned.isEmpty()) returned = inner;
            if (name.isEmpty() && !inner.text("subject").isBlank()) name = Optional.of(inner.text("subject").strip() + ".eml");
        }
        if (type.startsWith("message/") && reportGroups.isEmpty()) report(type, content);
        attachments.add(new MailPart(FileNames.of(name, type), type, head.contentId(), false, content));
    }

    private void report(String type, MailPart.Content content) throws IOException {
        var kind = type.substring("message/".length()).replace("global-", "");
        if (!kind.equals("delivery-status") && !kind.equals("feedback-report") && !kind.equals("disposition-notification")) return;
        try (var in = content.open()) {
            reportGroups = HeaderReader.groups(Charsets.decode(in.readNBytes(limits.text().one()), null));
            if (reportType == null || reportType.isBlank()) reportType = kind;
        }
    }

    private Headers innerHeaders(MailPart.Content content) throws IOException {
        try (var in = content.open()) {
            return HeaderReader.read(in.readNBytes(256 * 1024), limits);
        } catch (MimeException e) {
            problem("the attached mail is broken: " + e.getMessage());
            return Headers.NONE;
        }
    }

    ParsedMail finish(byte[] head) throws IOException {
        var headers = root == null ? Headers.NONE : root;
        if (headers.isEmpty() && texts.isBlank()) headless(head);
        if (texts.isEmpty() && attachments.isEmpty() && !preamble.isBlank()) preambleOnly();
        var html = texts.html();
        if (html != null && html.length() > limits.text().one()) shorten("its HTML is longer than " + Limits.size(limits.text().one()) + ", the rest is not shown");
        if (headers.isEmpty() && texts.isBlank() && attachments.isEmpty()) throw new UnparseableMail("It has neither a header nor a text.");
        return new Envelopes(headers).mail(this);
    }

    // The boundary that was declared never came.
    private void preambleOnly() throws IOException {
        if (!guessBoundary(preamble.getBytes(StandardCharsets.UTF_8))) show(plainLines(preamble), false);
    }

    // A mail without any header is a text.
    private void headless(byte[] head) {
        var text = Charsets.decode(head, null);
        if (text.chars().filter(c -> c < 32 && !Character.isWhitespace(c)).count() * 10 > text.length()) return;
        if (text.isBlank()) return;
        problem("the mail has no header");
        show(text, false);
    }

    Texts texts() {
        return texts;
    }

    List<MailPart> attachments() {
        var shown = texts.shown();
        return attachments.stream().map(part -> part.contentId() != null && shown.contains(part.contentId().toLowerCase(Locale.ROOT)) ? part.shownInline() : part).toList();
    }

    Optional<MailReport> report() {
        return Optional.ofNullable(reportType).map(type -> new MailReport(type.toLowerCase(Locale.ROOT), reportGroups, returned));
    }

    Headers returned() {
        return returned;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    boolean isCut() {
        return cut;
    }

    boolean isShortened() {
        return shortened;
    }

    Spool spool() {
        return spool;
    }
}
