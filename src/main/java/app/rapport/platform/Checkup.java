package app.rapport.platform;

import java.util.List;

/// What a part of the program can say about its own health, to whoever asks `rapport doctor`. Each module contributes its own.
///
/// It is asked in a process of its own, where nothing else has been started: beside the running program, or without one.
public interface Checkup {

    enum Grade { FINE, NOTE, WRONG }

    /// @param said one line for an administrator; when something is wrong, with what to do
    record Finding(Grade grade, String said) {

        public static Finding fine(String said) {
            return new Finding(Grade.FINE, said);
        }

        /// Worth a look, not wrong by itself.
        public static Finding note(String said) {
            return new Finding(Grade.NOTE, said);
        }

        public static Finding wrong(String said) {
            return new Finding(Grade.WRONG, said);
        }
    }

    String part();

    /// A quick look.
    default List<Finding> look() {
        return List.of();
    }

    /// The thorough way (`--verify`): what is maintained is counted anew and compared. What the running program has not got round
    /// to yet is no difference.
    default List<Finding> verify() {
        return List.of();
    }
}
