package app.rapport.channel.email.classify;

import java.util.List;
import java.util.Optional;

/// The judgement and what it rests on.
///
/// @param signs  what was seen, such as `auto-submitted: auto-replied`
/// @param bounce of bounces and complaints
public record Classification(Automatic automatic, List<String> signs, Optional<Bounce> bounce) {}
