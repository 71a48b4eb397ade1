package app.rapport.channel.email.mime;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the header of a part says about it.
record PartHead(Headers headers, Parameters type, Parameters disposition) {

    static PartHead of(Headers headers) {
        return new PartHead(headers, Parameters.parse(headers.first("content-type").orElse(null)),
                Parameters.parse(headers.first("content-disposition").orElse(null)));
    }

    String mediaType() {
        var value = type.value().replaceAll("\\s", "");
        if (value.equals("text")) return "text/plain";
        return value.matches("[!-~&&[^/]]{1,100}/[!-~&&[^/]]{1,100}") ? value : "text/plain";
    }

    boolean isText() {
        return mediaType().equals("text/plain") || mediaType().equals("text/html");
    }

    boolean isAttachment() {
        return disposition.value().equals("attachment");
    }

    Optional<String> fileName() {
        return disposition.get("filename").or(() -> type.get("name"));
    }

    @Nullable String charset() {
        return type.get("charset").orElse(null);
    }

    boolean uuencoded() {
        var encoding = headers.first("content-transfer-encoding").orElse("").toLowerCase(Locale.ROOT);
        return encoding.equals("x-uuencode") || encoding.equals("uuencode") || encoding.equals("x-uue");
    }

    @Nullable String contentId() {
        var id = headers.first("content-id").map(value -> value.replaceAll("[<>\\s]", "")).orElse("");
        return id.isEmpty() ? null : id;
    }
}
