package app.rapport.channel.email;

import app.rapport.channel.email.html.CleanHtml;
import app.rapport.channel.email.html.MailHtml;
import app.rapport.channel.email.html.MailText;
import app.rapport.channel.email.mime.MailPart;
import app.rapport.channel.email.mime.ParsedMail;
import app.rapport.channel.email.mime.UnparseableMail;
import app.rapport.platform.files.FileHash;
import app.rapport.platform.files.FileVault;
import app.rapport.platform.intake.Intake;
import app.rapport.ticket.InboundMessage.File;
import app.rapport.ticket.InlinePictures;
import app.rapport.ticket.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Streams what hangs on a mail into the file vault, and makes its body fit to be shown beside it.
@Component
class MailFiles {

    private final FileVault vault;

    MailFiles(FileVault vault) {
        this.vault = vault;
    }

    InputStream raw(Intake.Open open) {
        var raw = open.arrived().raw();
        if (raw != null) return new ByteArrayInputStream(raw);
        return vault.open(new FileHash(Objects.requireNonNull(open.arrived().file(), "the raw mail has been released")));
    }

    /// What hangs on it, and the mail itself when the message does not say all that it held.
    List<File> keep(Intake.Open open, ParsedMail mail) {
        var kept = new ArrayList<File>();
        mail.attachments().forEach(part -> kept.add(keep(part)));
        if (mail.cut() || mail.shortened()) kept.add(keepRaw(open));
        return kept;
    }

    private File keep(MailPart part) {
        try (var input = part.open()) {
            var kept = vault.keep(input);
            return new File(kept.hash(), part.name(), part.contentType(), kept.size(), part.inline(), part.contentId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The mail itself as a file of its message.
    File keepRaw(Intake.Open open) {
        try (var input = raw(open)) {
            var kept = vault.keep(input);
            return new File(kept.hash(), "mail.eml", "message/rfc822", kept.size(), false, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param files those of the same mail, in its order
    /// @throws UnparseableMail when it cannot be made fit
    static Message.Body body(ParsedMail mail, List<File> files) {
        var clean = UnparseableMail.ifFails(() -> clean(mail, files));
        return new Message.Body(clean.visibleHtml(), clean.quotedHtml(), clean.fullText(), clean.visibleText(),
                clean.appearance().name().toLowerCase(Locale.ROOT), clean.hasRemotePictures());
    }

    private static CleanHtml clean(ParsedMail mail, List<File> files) {
        if (mail.html() == null) return MailText.clean(mail.text() == null ? "" : mail.text());
        var places = new HashMap<String, String>();
        for (var i = 0; i < files.size(); i++) {
            var contentId = files.get(i).contentId();
            if (contentId != null) places.putIfAbsent(contentId.toLowerCase(Locale.ROOT), InlinePictures.address(i));
        }
        return MailHtml.clean(mail.html(), id -> Optional.ofNullable(places.get(id.toLowerCase(Locale.ROOT))));
    }

    /// The same for two deliveries of one mail, whatever the machines on its way wrote into its header.
    static byte[] hash(String from, ParsedMail mail, List<File> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(from, mail.subject(), String.valueOf(mail.text()), String.valueOf(mail.html()))) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            }
            for (var file : files) digest.update(file.file().bytes());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
