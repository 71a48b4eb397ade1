package app.rapport.channel.email.html;

/// A mail's body ready to be shown and searched.
///
/// @param visibleHtml       what the author wrote, signature included
/// @param quotedHtml        what is folded, "" when nothing is
/// @param visibleText       the new text without quote and signature
/// @param fullText          all of it
/// @param hasRemotePictures pictures that were not fetched; their address is in `data-remote-src`
public record CleanHtml(String visibleHtml, String quotedHtml, String visibleText, String fullText, boolean hasRemotePictures,
        Appearance appearance) {

    /// How much of its look a mail brings along: text only, text with emphasis, a page.
    public enum Appearance { PLAIN, SIMPLE, DESIGNED }
}
