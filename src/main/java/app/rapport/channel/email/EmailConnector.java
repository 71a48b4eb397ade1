package app.rapport.channel.email;

import app.rapport.channel.ChannelAccount;
import app.rapport.channel.ChannelAccounts;
import app.rapport.channel.email.mime.MailAddress;
import app.rapport.channel.email.send.SendResult;
import app.rapport.channel.email.send.SmtpAccount;
import app.rapport.channel.email.send.SmtpSender;
import app.rapport.channel.spi.Connector;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Sends mail by SMTP, one recipient at a time, each with an id of his own that leads back to the ticket.
@Component
class EmailConnector implements Connector {

    private final ChannelAccounts accounts;
    private final SmtpSender sender;
    private final Composing composing;

    EmailConnector(ChannelAccounts accounts, SmtpSender sender, Composing composing) {
        this.accounts = accounts;
        this.sender = sender;
        this.composing = composing;
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public DeliveryResult send(Outbound outbound) {
        var mail = composing.mail(outbound);
        return switch (sender.send(server(outbound.account()), mail, MailAddress.of(outbound.address(), "").address())) {
            case SendResult.Delivered _ -> new Delivered(mail.messageId());
            case SendResult.TemporaryFailure failure -> new TemporaryFailure(reason(failure.enhanced(), failure.text()), failure.account());
            case SendResult.PermanentFailure failure -> new PermanentFailure(reason(failure.enhanced(), failure.text()));
        };
    }

    private SmtpAccount server(ChannelAccount account) {
        var server = account.settings().outbound();
        var security = SmtpAccount.Security.valueOf(server.security().toUpperCase(Locale.ROOT));
        return new SmtpAccount(server.host(), server.port(), security, server.username(), account.hasPassword() ? accounts.password(account.id()).orElse(null) : null);
    }

    /// The code of RFC 3463 once, whether or not the other server said it.
    private static String reason(String code, String said) {
        return said.contains(code) ? said : code + " " + said;
    }
}
