package app.rapport.platform.web;

import app.rapport.platform.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Gives controllers the [Paging] of a request. Spring's own way of filling a record costs more than reading a page of ids.
@Configuration(proxyBeanMethods = false)
class PagingResolver implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container, NativeWebRequest request, @Nullable WebDataBinderFactory binder) {
        return new Paging(request.getParameter("after"), limit(request.getParameter("limit")));
    }

    private static @Nullable Integer limit(@Nullable String said) {
        if (said == null || said.isBlank()) return null;
        try {
            return Math.toIntExact(WholeNumbers.parse(said));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Invalid("limit", "wrong-type", "The value does not fit here.");
        }
    }
}
