package app.rapport.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request of a test.
///
/// @param path below `/api/v1`; @param headers instead of the caller's own
record Call(String method, String path, @Nullable Object body, @Nullable Map<String, String> headers) {

    static Call get(String path) {
        return new Call("GET", path, null, null);
    }

    static Call post(String path, Object body) {
        return new Call("POST", path, body, null);
    }

    static Call patch(String path, Object body) {
        return new Call("PATCH", path, body, null);
    }

    static Call put(String path, Object body) {
        return new Call("PUT", path, body, null);
    }

    static Call delete(String path) {
        return new Call("DELETE", path, null, null);
    }

    Call as(Map<String, String> others) {
        return new Call(method, path, body, others);
    }
}
