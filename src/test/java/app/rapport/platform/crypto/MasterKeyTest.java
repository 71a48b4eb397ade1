package app.rapport.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.platform.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

    private static final String SECRET = "a secret of more than 32 characters";

    @TempDir
    Path folder;

    @Test
    void without_a_given_key_one_is_made_once_for_its_owner_only() throws IOException {
        var first = new MasterKey(settings(null)).derive("test");

        assertThat(new MasterKey(settings("")).derive("test")).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("home/secret.key")))).isEqualTo("rw-------");
        assertThat(folder.resolve("home/secret.key.new")).doesNotExist();
    }

    @Test
    void a_half_written_key_of_a_crash_is_made_anew() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/secret.key.new"), "half");

        assertThat(new MasterKey(settings(null)).derive("test")).hasSize(32);
    }

    @Test
    void a_given_key_goes_before_that_of_the_home() {
        assertThat(new MasterKey(settings(SECRET)).derive("test")).isEqualTo(MasterKey.of(SECRET).derive("test"));
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void each_purpose_and_each_secret_has_a_key_of_its_own() {
        assertThat(MasterKey.of(SECRET).derive("a")).isNotEqualTo(MasterKey.of(SECRET).derive("b"));
        assertThat(MasterKey.of(SECRET).derive("a")).isNotEqualTo(MasterKey.of(SECRET + "!").derive("a"));
    }

    @Test
    void a_short_or_doubled_key_is_refused() {
        assertThatThrownBy(() -> MasterKey.of("short")).isInstanceOf(IllegalStateException.class).hasMessageContaining("32 characters");
        assertThatThrownBy(() -> MasterKey.of(SECRET + "," + SECRET)).isInstanceOf(IllegalStateException.class).hasMessageContaining("told apart");
    }

    @Test
    void it_never_shows_itself() {
        assertThat(MasterKey.of(SECRET).toString()).doesNotContain("secret of more");
    }

    private ServerSettings settings(@Nullable String secretKey) {
        return new ServerSettings(folder.resolve("home"), null, URI.create("http://localhost"), List.of(), false, secretKey);
    }
}
