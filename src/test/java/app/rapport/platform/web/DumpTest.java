package app.rapport.platform.web;

import app.rapport.testing.Program;
import org.junit.jupiter.api.Test;

class DumpTest {
    @Test
    void dump() throws Exception {
        try (var program = new Program()) {
            java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/api-doc.json"), program.get("/api/v1/openapi.json").toPrettyString());
        }
    }
}
