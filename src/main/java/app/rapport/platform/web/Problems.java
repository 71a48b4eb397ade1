package app.rapport.platform.web;

import app.rapport.platform.Conflict;
import app.rapport.platform.Forbidden;
import app.rapport.platform.Invalid;
import app.rapport.platform.NotFound;
import app.rapport.platform.RateLimited;
import app.rapport.platform.Refusal;
import app.rapport.platform.Unauthenticated;
import app.rapport.platform.VersionMismatch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/// Turns refusals and broken requests into problems (RFC 9457), in this one place.
@RestControllerAdvice
public class Problems {

    private static final int LARGEST_DRAINED = 64 * 1024 * 1024;
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refusal refusal) {
        return switch (refusal) {
            case NotFound e -> answer(HttpStatus.NOT_FOUND, e);
            case Forbidden e -> answer(HttpStatus.FORBIDDEN, e);
            case Unauthenticated e -> answer(HttpStatus.UNAUTHORIZED, e);
            case Conflict e -> answer(HttpStatus.CONFLICT, e);
            case Invalid e -> invalid(e.errors());
            case RateLimited e -> ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).header(HttpHeaders.RETRY_AFTER, "" + e.retryAfter().toSeconds())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(HttpStatus.TOO_MANY_REQUESTS, e));
            case VersionMismatch e -> problem(HttpStatus.PRECONDITION_FAILED, e).withCurrent(e.current()).answer();
        };
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalid(MethodArgumentNotValidException e) {
        return invalid(e.getBindingResult().getFieldErrors().stream().map(Problems::error).toList());
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) throws IOException {
        for (Throwable link = e; link != null; link = link.getCause()) {
            switch (link) {
                case Refusal refusal -> {
                    return refused(refusal);
                }
                case StreamConstraintsException broken -> {
                    drain(request);
                    var text = "A text has at most 1,000,000 characters, a request 2,000,000, and values lie at most 50 deep in each other.";
                    return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", text).with(List.of(new Invalid.Error(path(broken), "too-long", text))).answer();
                }
                case InputGuard.BrokenRule broken -> {
                    return invalid(List.of(new Invalid.Error(path(broken), broken.code, broken.getOriginalMessage())));
                }
                case InputCoercionException number -> {
                    return invalid(List.of(new Invalid.Error(path(number), "out-of-range", number.getOriginalMessage())));
                }
                case DatabindException bad when !(bad.getCause() instanceof JacksonException) && !(bad.getCause() instanceof Refusal) -> {
                    return invalid(List.of(mismatch(bad)));
                }
                default -> {}
            }
        }
        var detail = e.getMostSpecificCause() instanceof JacksonException broken ? "The request is no JSON" + at(broken) + "." : "The request has no readable body.";
        return Problem.of(HttpStatus.BAD_REQUEST, "unreadable", detail).answer();
    }

    private static String at(JacksonException broken) {
        var place = broken.getLocation();
        return place == null || place.getLineNr() < 1 ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }

    /// Whoever is still sending would not hear the answer.
    private static void drain(HttpServletRequest request) throws IOException {
        var buffer = new byte[64 * 1024];
        var left = LARGEST_DRAINED;
        for (var read = 0; read >= 0 && left > 0; left -= read) read = request.getInputStream().read(buffer);
    }

    private static Invalid.Error mismatch(DatabindException bad) {
        if (bad.getCause() instanceof IllegalArgumentException choice) return new Invalid.Error(path(bad), "unknown-choice", String.valueOf(choice.getMessage()));
        return new Invalid.Error(path(bad), "wrong-type", "The value does not fit here.");
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongType(MethodArgumentTypeMismatchException e) {
        return invalid(List.of(new Invalid.Error(e.getName(), "wrong-type", "The value does not fit here.")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException e) {
        return invalid(List.of(new Invalid.Error(e.getParameterName(), "required", "It must be given.")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestPartException e) {
        return invalid(List.of(new Invalid.Error(e.getRequestPartName(), "required", "It must be given.")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(MultipartException e) {
        if (e instanceof MaxUploadSizeExceededException) return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "A file has at most 50 MB.").answer();
        // The web server closes the connection, since it does not know where the form ends; said here, so that nobody uses it again.
        return ResponseEntity.badRequest().header(HttpHeaders.CONNECTION, "close").contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(HttpStatus.BAD_REQUEST, "unreadable", "The request is no readable multipart form."));
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class, TransactionSystemException.class})
    ResponseEntity<Problem> databaseAway(Exception e) {
        log.warn("The database does not answer; requests are refused until it does: {}", e.toString());
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "database-away", "The database does not answer just now; try again in a few seconds.").answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> anything(Exception e) {
        if (e instanceof ErrorResponse known) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            return Problem.of(status, kebab(status.name()), String.valueOf(known.getBody().getDetail())).answer();
        }
        if (e instanceof HttpException known && known.getCode() < 500) return Problem.of(HttpStatus.BAD_REQUEST, "unreadable", "The address is not readable.").answer();
        if (e instanceof IOException && DisconnectedClientHelper.isClientDisconnectedException(e)) {
            log.debug("Whoever asked has gone", e);
            return ResponseEntity.badRequest().build();
        }
        var reference = UUID.randomUUID().toString();
        log.error("A request failed; nothing was changed; reference {}", reference, e);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side. Reference " + reference + ".")
                .with(Map.of("reference", reference)).answer();
    }

    private static ResponseEntity<Problem> invalid(List<Invalid.Error> errors) {
        var first = errors.getFirst();
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", first.field() + ": " + first.detail()).with(errors).answer();
    }

    private static ResponseEntity<Problem> answer(HttpStatus status, Refusal refusal) {
        return problem(status, refusal).answer();
    }

    private static Problem problem(HttpStatus status, Refusal refusal) {
        return Problem.of(status, refusal.code(), String.valueOf(refusal.getMessage())).with(refusal.params());
    }

    /// Bean Validation's rules under the codes that our own have.
    private static Invalid.Error error(FieldError error) {
        var detail = String.valueOf(error.getDefaultMessage());
        if (!error.contains(ConstraintViolation.class)) return new Invalid.Error(error.getField(), "wrong-type", detail);
        var rule = error.unwrap(ConstraintViolation.class).getConstraintDescriptor().getAttributes();
        return switch (String.valueOf(error.getCode())) {
            case "NotNull", "NotBlank", "NotEmpty" -> new Invalid.Error(error.getField(), "required", detail);
            case "Size" -> new Invalid.Error(error.getField(), "length", detail, Map.of("min", rule.get("min"), "max", rule.get("max")));
            case "Min" -> new Invalid.Error(error.getField(), "out-of-range", detail, Map.of("min", rule.get("value")));
            case "Max" -> new Invalid.Error(error.getField(), "out-of-range", detail, Map.of("max", rule.get("value")));
            default -> new Invalid.Error(error.getField(), "invalid", detail);
        };
    }

    private static String path(JacksonException e) {
        var path = e.getPath().stream().map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName()).toList();
        return path.isEmpty() ? "body" : String.join(".", path);
    }

    static String kebab(String name) {
        return name.replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
