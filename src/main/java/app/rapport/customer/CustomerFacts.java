package app.rapport.customer;

import app.rapport.platform.journal.Facts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CustomerFacts {

    @Bean
    static Facts factsOfCustomer() {
        return new Facts("customer", CustomerFact.class);
    }
}
