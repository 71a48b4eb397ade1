package app.rapport.desk.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

/// The desk's one page, whatever its address, and its files, which never change under one name.
@Controller
class DeskPages {

    private static final String NOT_BUILT = "<!doctype html><meta charset=utf-8><title>Rapport</title><p>The desk was left out of this build. Run ./rapport build.";

    @Configuration(proxyBeanMethods = false)
    static class Files implements WebMvcConfigurer {
        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            registry.addResourceHandler("/assets/**").addResourceLocations("classpath:/desk/assets/")
                    .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                    .resourceChain(true).addResolver(new EncodedResourceResolver());
            registry.addResourceHandler("/icon.svg").addResourceLocations("classpath:/desk/").setCacheControl(CacheControl.maxAge(Duration.ofDays(1)));
        }
    }

    @GetMapping({"/", "/sign-in", "/set-up", "/inbox", "/inbox/**", "/tickets/**", "/search", "/admin", "/admin/**", "/me", "/contacts/**"})
    ResponseEntity<String> page() {
        return page(HttpStatus.OK);
    }

    /// The desk says so in its own words.
    @GetMapping("/{unknown:[a-z-]+}")
    ResponseEntity<String> unknown() {
        return page(HttpStatus.NOT_FOUND);
    }

    private static ResponseEntity<String> page(HttpStatus status) {
        var page = new ClassPathResource("desk/index.html");
        if (!page.exists()) return ResponseEntity.status(HttpStatus.NOT_FOUND).contentType(MediaType.TEXT_HTML).body(NOT_BUILT);
        try {
            return ResponseEntity.status(status).contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8)).cacheControl(CacheControl.noCache())
                    .body(page.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
