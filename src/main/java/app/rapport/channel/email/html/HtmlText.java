package app.rapport.channel.email.html;

/// HTML as plain text: the alternative part of what we send, and what is searched.
public final class HtmlText {

    private HtmlText() {}

    /// Readable text; addresses behind words stand in angle brackets after them.
    public static String of(String html) {
        var document = MailHtml.parse(html);
        Removal.of(document.select("style, script, head"));
        return TextLines.join(HtmlLines.of(document.body(), true));
    }
}
