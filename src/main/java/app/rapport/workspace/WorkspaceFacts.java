package app.rapport.workspace;

import app.rapport.platform.journal.Facts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What this module contributes.
@Configuration(proxyBeanMethods = false)
class WorkspaceFacts {

    @Bean
    Facts factsOfWorkspace() {
        return new Facts("workspace", WorkspaceFact.class);
    }
}
