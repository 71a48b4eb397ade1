package app.rapport.ticket.web;

import app.rapport.platform.crypto.Signer;
import app.rapport.platform.time.Time;
import app.rapport.ticket.Attachment;
import app.rapport.ticket.InlinePictures;
import app.rapport.ticket.Message;
import java.time.Duration;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Signed addresses under `/content`, where no cookie counts: whoever holds one may see what it names, for a while.
@Component
class ContentLinks {

    private static final String FILE = "file";
    private static final String MAIL = "mail";
    private static final String MAIL_WITH_PICTURES = "mail-with-pictures";
    private static final String PICTURES = "pictures";
    private static final Duration FILE_HOLDS = Duration.ofHours(1);
    private static final Duration PICTURE_HOLDS = Duration.ofMinutes(10);

    private final Signer signer;
    private final Time time;

    ContentLinks(Signer signer, Time time) {
        this.signer = signer;
        this.time = time;
    }

    String file(Attachment attachment) {
        return "/content/files/" + sign(FILE, attachment.id(), FILE_HOLDS);
    }

    /// @param withPictures whether those from elsewhere are shown too, through our proxy
    String mail(Message message, boolean withPictures) {
        return "/content/mail/" + sign(withPictures ? MAIL_WITH_PICTURES : MAIL, message.id(), PICTURE_HOLDS);
    }

    /// The n-th picture from elsewhere.
    String remotePicture(Message message, int n) {
        return "/content/pictures/" + sign(PICTURES, message.id(), PICTURE_HOLDS) + "/" + n;
    }

    String withInlinePictures(String html, Message message) {
        return InlinePictures.linked(html, message.attachments(), picture -> "/content/files/" + sign(FILE, picture.id(), PICTURE_HOLDS));
    }

    OptionalLong fileOf(String signed) {
        return signer.verifyUntil(FILE, signed, time.now());
    }

    OptionalLong mailOf(String signed) {
        return signer.verifyUntil(MAIL, signed, time.now());
    }

    OptionalLong mailWithPicturesOf(String signed) {
        return signer.verifyUntil(MAIL_WITH_PICTURES, signed, time.now());
    }

    OptionalLong picturesOf(String signed) {
        return signer.verifyUntil(PICTURES, signed, time.now());
    }

    private String sign(String purpose, long id, Duration holds) {
        return signer.signUntil(purpose, id, time.now().plus(holds));
    }
}
