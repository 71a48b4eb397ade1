package app.rapport.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/// A JSON body goes out in one piece, and with its length unless it is compressed: the buffers of [WebServer] are small for the streams'
/// sake, and a page of a list would otherwise be sent in five.
@RestControllerAdvice
class WholeBodies implements ResponseBodyAdvice<Object> {

    /// In bytes; a page of 50 tickets takes some 33,000. The server's pool keeps no larger ones.
    private static final int BUFFER = 64 * 1024;

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter);
    }

    @Override
    public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returned, MediaType type, Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request, ServerHttpResponse response) {
        if (response instanceof ServletServerHttpResponse servlet && !servlet.getServletResponse().isCommitted()) servlet.getServletResponse().setBufferSize(BUFFER);
        return body;
    }
}
