package app.rapport.ticket.web;

import app.rapport.platform.NotFound;
import app.rapport.platform.outbound.Downloads;
import app.rapport.platform.outbound.Downloads.Download;
import app.rapport.ticket.Conversations;
import app.rapport.ticket.Message;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// The bodies of mails as pages of their own, for a frame that can do nothing, and the pictures from elsewhere that they show.
@RestController
@RequestMapping("/content")
class MailContentController {

    private static final String POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";
    private static final int LARGEST_PICTURE = 10 << 20;
    private static final Pattern REMOTE = Pattern.compile("data-remote-src=\"([^\"]*)\"");
    private static final String PAGE = """
            <!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><style>
            body { margin: 0; background: #fff; color: #1b2326; font: 14px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
            img { max-width: 100%; height: auto }
            </style></head><body>""";

    private final Conversations conversations;
    private final ContentLinks links;
    private final Downloads downloads;

    MailContentController(Conversations conversations, ContentLinks links, Downloads downloads) {
        this.conversations = conversations;
        this.links = links;
        this.downloads = downloads;
    }

    @GetMapping("/mail/{signed}")
    ResponseEntity<String> mail(@PathVariable String signed) {
        var plain = links.mailOf(signed);
        var withPictures = plain.isEmpty();
        var id = withPictures ? links.mailWithPicturesOf(signed) : plain;
        var message = conversations.shown(id.orElseThrow(NotFound::new));
        var html = links.withInlinePictures(message.body().html(), message);
        var page = PAGE + (withPictures ? withRemotePictures(html, message) : html) + "</body></html>";
        return ResponseEntity.ok().contentType(MediaType.valueOf("text/html;charset=UTF-8")).cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY).header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer").body(page);
    }

    private String withRemotePictures(String html, Message message) {
        var n = new int[1];
        return REMOTE.matcher(html).replaceAll(found -> Matcher.quoteReplacement("src=\"" + links.remotePicture(message, n[0]++) + "\""));
    }

    @GetMapping("/pictures/{signed}/{n}")
    ResponseEntity<byte[]> remotePicture(@PathVariable String signed, @PathVariable int n) {
        var message = conversations.shown(links.picturesOf(signed).orElseThrow(NotFound::new));
        var picture = remote(message, n).flatMap(this::fetch).orElseThrow(NotFound::new);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(picture.contentType())).cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .header("Content-Security-Policy", "sandbox; default-src 'none'").header("X-Content-Type-Options", "nosniff").body(picture.content());
    }

    private Optional<Download> fetch(URI address) {
        return downloads.get(address, AttachmentController.SHOWN, LARGEST_PICTURE);
    }

    private static Optional<URI> remote(Message message, int n) {
        return REMOTE.matcher(message.body().html()).results().skip(Math.max(0, n)).findFirst().flatMap(found -> {
            try {
                return Optional.of(URI.create(HtmlUtils.htmlUnescape(found.group(1))));
            } catch (IllegalArgumentException notAnAddress) {
                return Optional.empty();
            }
        });
    }
}
