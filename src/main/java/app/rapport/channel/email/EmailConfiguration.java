package app.rapport.channel.email;

import app.rapport.channel.email.send.SenderSettings;
import app.rapport.channel.email.send.SmtpSender;
import app.rapport.platform.ServerSettings;
import app.rapport.platform.outbound.TargetCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the adapter is made of.
@Configuration(proxyBeanMethods = false)
class EmailConfiguration {

    @Bean(destroyMethod = "close")
    SmtpSender smtpSender(ServerSettings settings, TargetCheck targets) {
        return new SmtpSender(SenderSettings.usual(settings.hostname(), targets.sockets()));
    }
}
