package app.rapport.channel.email.html;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Gives pictures addresses that tell nobody anything: ours for those that came along, none for those that lie elsewhere.
final class Pictures {

    private final Function<String, Optional<String>> cids;
    private final List<Element> gone = new ArrayList<>();
    private boolean remote;

    Pictures(Function<String, Optional<String>> cids) {
        this.cids = cids;
    }

    boolean remote() {
        return remote;
    }

    void rewrite(Document document) {
        for (var picture : document.select("img, image")) picture(picture);
        Removal.of(gone);
        for (var element : document.select("[background], [srcset], [poster]")) {
            element.removeAttr("background").removeAttr("srcset").removeAttr("poster");
        }
    }

    private void picture(Element picture) {
        var source = picture.attr("src").strip();
        picture.removeAttr("src").removeAttr("data-remote-src");
        var lower = source.toLowerCase(Locale.ROOT);
        if (lower.startsWith("cid:")) {
            cid(source.substring(4)).ifPresent(address -> picture.attr("src", address));
        } else if (lower.startsWith("data:")) {
            if (Addresses.isData(source)) picture.attr("src", source);
        } else remote(picture, source.startsWith("//") ? "https:" + source : source);
        if (!picture.hasAttr("src") && !picture.hasAttr("data-remote-src") && picture.attr("alt").isBlank()) gone.add(picture);
    }

    private Optional<String> cid(String id) {
        return cids.apply(id).or(() -> decoded(id).flatMap(cids));
    }

    private static Optional<String> decoded(String id) {
        try {
            return id.contains("%") ? Optional.of(URLDecoder.decode(id, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    // A picture nobody can see is there to report that the mail was read.
    private void remote(Element picture, String source) {
        var address = source.replaceAll("[\\s\\p{Cntrl}]", "%20");
        if (!Addresses.isRemote(address)) return;
        if (isPixel(picture)) {
            gone.add(picture);
            return;
        }
        picture.attr("data-remote-src", address);
        remote = true;
    }

    private static boolean isPixel(Element picture) {
        return tiny(picture.attr("width")) && tiny(picture.attr("height")) && picture.hasAttr("width") && picture.hasAttr("height");
    }

    private static boolean tiny(String size) {
        return size.strip().matches("[012](?:px)?");
    }
}
