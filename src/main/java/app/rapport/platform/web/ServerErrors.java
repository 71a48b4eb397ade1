package app.rapport.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// What is refused before a controller sees it, by the web server or the firewall, is a problem too.
@Configuration(proxyBeanMethods = false)
class ServerErrors {

    private static Problem problem(int status) {
        var known = Objects.requireNonNullElse(HttpStatus.resolve(status), HttpStatus.BAD_REQUEST);
        return Problem.of(known, Problems.kebab(known.name()), "The request was refused: " + known.getReasonPhrase() + ".");
    }

    @Bean
    RequestRejectedHandler firewall() {
        return (request, response, rejected) -> problem(HttpStatus.BAD_REQUEST.value()).writeTo(response);
    }

    @RestController
    static class ErrorPage implements ErrorController {
        @RequestMapping("${server.error.path:/error}")
        ResponseEntity<Problem> error(HttpServletRequest request) {
            return problem(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : HttpStatus.NOT_FOUND.value()).answer();
        }
    }

    /// For what is not even HTTP, or too large to be read as a head.
    static final class OfJetty extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            var body = JsonMapper.shared().writeValueAsString(problem(response.getStatus())).getBytes(StandardCharsets.UTF_8);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }
    }
}
