package app.rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a folder where everything is built, with a Java that only says what it is asked for.
class LauncherTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void build() throws IOException {
        Files.copy(Path.of("rapport"), folder.resolve("rapport")).toFile().setExecutable(true);
        var app = Files.createDirectories(folder.resolve("target/app"));
        Files.writeString(folder.resolve("target/rapport.jar"), "");
        for (var made : new String[] {".extracted", "rapport.jar", "rapport.aot"}) Files.writeString(app.resolve(made), "");
        var bin = Files.createDirectories(folder.resolve("jdk/bin"));
        for (var tool : new String[] {"java", "javac"}) {
            Files.writeString(bin.resolve(tool), "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"25\"' >&2 || echo \"java $*\"\n");
            assertThat(bin.resolve(tool).toFile().setExecutable(true)).isTrue();
        }
    }

    private String serve() throws IOException, InterruptedException {
        var launcher = new ProcessBuilder(folder.resolve("rapport").toString(), "serve", "--rapport.http-port=0").redirectErrorStream(true);
        launcher.environment().put("JAVA_HOME", folder.toRealPath().resolve("jdk").toString());
        var running = launcher.start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private void trainedIn(String place) throws IOException {
        Files.writeString(folder.resolve("target/app/.trained"), place + " " + folder.toRealPath().resolve("jdk") + "\n");
    }

    @Test
    void it_starts_from_what_was_recorded_here() throws Exception {
        trainedIn(folder.toRealPath().toString());
        assertThat(serve()).contains("-XX:AOTCache=target/app/rapport.aot", "-jar target/app/rapport.jar serve --rapport.http-port=0");
    }

    @Test
    void what_was_recorded_before_it_was_moved_is_left_alone_and_recorded_anew() throws Exception {
        trainedIn("/where/it/was");
        assertThat(serve()).contains("-jar target/app/rapport.jar serve").doesNotContain("AOTCache=");
        await().until(() -> Files.exists(folder.resolve("target/app/training.log")) && Files.readString(folder.resolve("target/app/training.log")).contains("AOTCacheOutput"));
    }
}
