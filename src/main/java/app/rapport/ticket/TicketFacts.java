package app.rapport.ticket;

import app.rapport.platform.journal.Facts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What this module contributes.
@Configuration(proxyBeanMethods = false)
class TicketFacts {

    @Bean
    Facts factsOfTicket() {
        return new Facts("ticket", TicketFact.class);
    }
}
