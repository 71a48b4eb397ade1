package app.rapport.channel.email.classify;

/// What kind of machine wrote a mail, if one did.
public enum Automatic { NONE, AUTO_REPLY, OUT_OF_OFFICE, BOUNCE, COMPLAINT, LIST }
