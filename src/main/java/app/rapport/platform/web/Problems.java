package app.rapport.platform.web;

import app.rapport.platform.Conflict;
import app.rapport.platform.Forbidden;
import app.rapport.platform.Invalid;
import app.rapport.platform.NotFound;
import app.rapport.platform.RateLimited;
import app.rapport.platform.Refusal;
import app.rapport.platform.Unauthenticated;
import app.rapport.platform.VersionMismatch;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/// Turns refusals and broken requests into problems (RFC 9457), in this one place.
@RestControllerAdvice
public class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        return switch (refusal) {
            case NotFound e -> answer(HttpStatus.NOT_FOUND, e);
            case Forbidden e -> answer(HttpStatus.FORBIDDEN, e);
            case Unauthenticated e -> answer(HttpStatus.UNAUTHORIZED, e);
            case Conflict e -> answer(HttpStatus.CONFLICT, e);
            case Invalid e -> invalid(e.errors());
            case RateLimited e -> {
                var problem = problem(HttpStatus.TOO_MANY_REQUESTS, e.code(), message(e), e.params());
                yield ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).header(HttpHeaders.RETRY_AFTER, "" + e.retryAfter().toSeconds()).body(problem);
            }
            case VersionMismatch e -> {
                var problem = problem(HttpStatus.PRECONDITION_FAILED, e.code(), message(e), e.params());
                problem.setProperty("current", e.current());
                yield answer(problem);
            }
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException e) {
        return invalid(e.getBindingResult().getFieldErrors().stream()
                .map(error -> new Invalid.Error(error.getField(), code(error.getCode()), String.valueOf(error.getDefaultMessage()))).toList());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(HandlerMethodValidationException e) {
        return invalid(e.getParameterValidationResults().stream().flatMap(result -> result.getResolvableErrors().stream().map(error ->
                new Invalid.Error(String.valueOf(result.getMethodParameter().getParameterName()), "invalid", String.valueOf(error.getDefaultMessage())))).toList());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
        var cause = e.getMostSpecificCause();
        if (cause instanceof Refusal refusal) return refused(refusal);
        for (Throwable link = e; link != null; link = link.getCause()) {
            if (link instanceof Refusal refusal) return refused(refusal);
            if (link instanceof DatabindException bad) return invalid(List.of(new Invalid.Error(path(bad), "wrong-type", "The value does not fit here.")));
        }
        var detail = cause instanceof JacksonException broken ? broken.getOriginalMessage() : "The request has no readable body.";
        return answer(problem(HttpStatus.BAD_REQUEST, "unreadable", detail, Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException e) {
        return invalid(List.of(new Invalid.Error(e.getName(), "wrong-type", "The value does not fit here.")));
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class, TransactionSystemException.class})
    ResponseEntity<ProblemDetail> databaseAway(Exception e) {
        log.warn("The database does not answer; requests are refused until it does: {}", e.toString());
        return answer(problem(HttpStatus.SERVICE_UNAVAILABLE, "database-away", "The database does not answer just now; try again in a few seconds.", Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> anything(Exception e) {
        if (e instanceof ErrorResponse known) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            return answer(problem(status, code(status.name()), String.valueOf(known.getBody().getDetail()), Map.of()));
        }
        var reference = UUID.randomUUID().toString();
        log.error("A request failed; nothing was changed; reference {}", reference, e);
        var problem = problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side. Reference " + reference + ".", Map.of("reference", reference));
        return answer(problem);
    }

    private static ResponseEntity<ProblemDetail> invalid(List<Invalid.Error> errors) {
        var first = errors.getFirst();
        var problem = problem(HttpStatus.UNPROCESSABLE_ENTITY, "invalid", first.field() + ": " + first.detail(), Map.of());
        problem.setProperty("errors", errors);
        return answer(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, Refusal refusal) {
        return answer(problem(status, refusal.code(), message(refusal), refusal.params()));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(HttpStatusCode.valueOf(problem.getStatus())).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    static ProblemDetail problem(HttpStatus status, String code, String detail, Map<String, Object> params) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:rapport:problem:" + code));
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty("code", code);
        if (!params.isEmpty()) problem.setProperty("params", params);
        return problem;
    }

    private static String message(Refusal refusal) {
        return String.valueOf(refusal.getMessage());
    }

    private static String path(DatabindException e) {
        var path = e.getPath().stream().map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName()).toList();
        return path.isEmpty() ? "body" : String.join(".", path);
    }

    private static String code(@org.jspecify.annotations.Nullable String name) {
        return name == null ? "invalid" : name.replaceAll("(?<=[a-z])([A-Z])", "-$1").replace('_', '-').toLowerCase(java.util.Locale.ROOT);
    }
}
