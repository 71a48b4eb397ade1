package app.rapport.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processes that work in one database directory, whoever started them: postmaster, backends, orphans of either.
///
/// PostgreSQL's own guard is the number in `postmaster.pid` with its shared memory. It is lost when that file is removed, and
/// wrong when the number belongs to somebody else by now (after a restart of the machine or of a container). So we ask the
/// system who works here: each server process has its directory as working directory.
final class Workers {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);
    private static final int TENTHS_PER_SIGNAL = 100;

    // The shell compares by itself: nothing is started for each of the machine's processes.
    private static final String WORKING_HERE = "for process in /proc/[0-9]*; do if [ \"$process/cwd\" -ef \"$0\" ]; then echo \"${process#/proc/}\"; fi; done; exit 0";

    private final Path directory;
    private final ServerUser user;

    Workers(Path directory, ServerUser user) {
        this.directory = directory;
        this.user = user;
    }

    /// Ends all of them and returns when none is left: asked first, then made to. Backends that outlived a killed postmaster
    /// still hold its shared memory and may write: no new server may start beside them.
    void end() {
        for (var signal : List.of("-INT", "-QUIT", "-KILL")) {
            var left = pids();
            if (left.isEmpty()) return;
            log.warn("Server processes of an earlier run still work on {}: they get {} first ({})", directory, signal, left);
            for (var pid : left) send(signal, pid);
            for (var i = 0; i < TENTHS_PER_SIGNAL && !pids().isEmpty(); i++) pause();
        }
        if (!pids().isEmpty()) throw new IllegalStateException("Processes " + pids() + " work on " + directory + " and cannot be ended: end them first.");
    }

    /// Root sees into the namespaces that it made; what another user does, perhaps only he may see. An earlier run may have been either.
    private List<Long> pids() {
        var look = List.of("sh", "-c", WORKING_HERE, directory.toString());
        return Stream.of(look, user.command(look)).distinct().flatMap(command -> seen(command).stream()).distinct().toList();
    }

    private List<Long> seen(List<String> look) {
        try {
            var shell = new ProcessBuilder(look).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var pids = shell.inputReader().lines().map(Long::valueOf).toList();
            if (shell.waitFor() == 0) return pids;
        } catch (IOException e) {
            log.error("Nobody can look who works on {}", directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("It cannot be seen who works on " + directory + ", and two servers there would destroy it.");
    }

    private static void send(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, "" + pid).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("The signal " + signal + " could not be sent to process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
