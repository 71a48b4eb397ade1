package app.rapport.platform.web;

import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Small buffers, for ten thousand open streams cost what their buffers cost (17 KB each with these), and a queue in which as many
/// screens can come back at once.
@Component
class WebServer implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(server -> {
            server.setErrorHandler(new ServerErrors.OfJetty());
            for (var connector : server.getConnectors()) {
                if (connector instanceof ServerConnector listening) listening.setAcceptQueueSize(4096);
                for (var factories : connector.getConnectionFactories()) {
                    if (factories instanceof HttpConnectionFactory http) tune(http);
                }
            }
        });
    }

    private static void tune(HttpConnectionFactory http) {
        http.setInputBufferSize(1024);
        http.getHttpConfiguration().setOutputBufferSize(4096);
        http.getHttpConfiguration().setSendServerVersion(false);
    }
}
