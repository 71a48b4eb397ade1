package app.rapport;

import app.rapport.platform.Listening;
import app.rapport.platform.ServerSettings;
import app.rapport.workspace.SetUp;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.stereotype.Component;

/// Readies an empty installation and says, in five lines, what listens where and where the data lies.
@Component
@ConditionalOnBooleanProperty(name = "rapport.serving", matchIfMissing = true)
class StartUp implements ApplicationRunner {

    private final SetUp setUp;
    private final ServerSettings settings;
    private final List<Listening> listeners;
    private final WebServerApplicationContext context;

    StartUp(SetUp setUp, ServerSettings settings, List<Listening> listeners, WebServerApplicationContext context) {
        this.setUp = setUp;
        this.settings = settings;
        this.listeners = listeners;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        setUp.fromEnvironment();
        var port = context.getWebServer() == null ? 0 : context.getWebServer().getPort();
        System.out.println("Rapport runs: " + settings.publicUrl() + " (listening on port " + port + ")");
        listeners.forEach(listener -> System.out.println(listener.said()));
        System.out.println("Data lies in " + settings.home().toAbsolutePath());
        System.out.println("Database: " + (settings.embeddedDatabase() ? "its own PostgreSQL, in " + settings.home().resolve("database").toAbsolutePath() : "as RAPPORT_DATABASE_URL says"));
        System.out.println(setUp.linkToken().map(token -> "Set it up here, once: " + settings.publicUrl() + "/set-up?token=" + token)
                .orElse("Stop it with Ctrl+C; nothing is lost"));
    }
}
