package app.rapport.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Who PostgreSQL runs as. It refuses to be root.
///
/// @param prefix put before a command it makes it his; @param uid who his files belong to, as root sees it
record ServerUser(List<String> prefix, int uid) {

    /// There on every Linux: `initdb` wants a user with a name.
    private static final int NOBODY = 65_534;

    /// Not root: whoever started us.
    static final ServerUser SAME = new ServerUser(List.of(), -1);

    /// Sees itself as nobody, and still owns what is root's.
    static final ServerUser IN_NAMESPACE = new ServerUser(List.of("unshare", "-U", "--"), 0);

    /// For containers in which root may make no user namespace, as Docker's. It may work below folders that only root may enter, as /root,
    /// and is told so when it asks (access(2) leaves capabilities out unless a secure bit says otherwise).
    static final ServerUser OTHER = new ServerUser(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
            "--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"), NOBODY);

    /// @throws IllegalStateException there is nobody whom root can become
    static ServerUser find() {
        if (!"root".equals(System.getProperty("user.name"))) return SAME;
        return Stream.of(IN_NAMESPACE, OTHER).filter(ServerUser::works).findFirst().orElseThrow(() -> new IllegalStateException(
                "PostgreSQL does not run as root, and root may neither make a user namespace here nor become another user: start Rapport as an ordinary user."));
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /// Gives him a folder that was made as the other whom root can become; the folder itself comes last, so that what was begun is finished the next time.
    ///
    /// @throws IllegalStateException it is an ordinary user's, who could not start it any more
    void own(Path folder) throws IOException {
        if (uid < 0 || owner(folder) == uid) return;
        if (owner(folder) != IN_NAMESPACE.uid && owner(folder) != OTHER.uid) throw new IllegalStateException(folder + " belongs to another user (" + owner(folder) + "): start Rapport as him.");
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static int owner(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }

    private boolean works() {
        try {
            var process = new ProcessBuilder(command(List.of("true"))).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
