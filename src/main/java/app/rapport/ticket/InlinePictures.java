package app.rapport.ticket;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the HTML of a message names pictures that came or go with it. Their addresses are put in when it is shown or sent,
/// since a link holds for minutes only.
public final class InlinePictures {

    private static final String OF_MAIL = "/content/part/";
    private static final String OF_DESK = "data-attachment-id=";
    /// The sanitised HTML writes its attributes in double quotes, and none of these can stand in its text.
    private static final Pattern REFERENCE = Pattern.compile("src=\"" + OF_MAIL + "(\\d{1,9})\"|" + OF_DESK + "\"(\\d{1,18})\"");

    private InlinePictures() {}

    /// What stands for the n-th file of a message that comes in, whose files have no ids yet.
    public static String address(int n) {
        return OF_MAIL + n;
    }

    /// @param attachments of the message, by id; what is not among them loses its address
    public static String linked(String html, List<Attachment> attachments, Function<Attachment, String> link) {
        if (!html.contains(OF_MAIL) && !html.contains(OF_DESK)) return html;
        return REFERENCE.matcher(html).replaceAll(found -> attachments.stream()
                .filter(attachment -> names(found, attachment, attachments)).findFirst()
                .map(attachment -> Matcher.quoteReplacement("src=\"" + link.apply(attachment) + "\"")).orElse(""));
    }

    private static boolean names(java.util.regex.MatchResult found, Attachment attachment, List<Attachment> all) {
        if (found.group(2) != null) return attachment.id() == Long.parseLong(found.group(2));
        return all.indexOf(attachment) == Integer.parseInt(found.group(1));
    }
}
