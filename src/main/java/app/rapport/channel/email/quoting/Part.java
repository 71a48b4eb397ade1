package app.rapport.channel.email.quoting;

/// What a line is.
public enum Part { OWN, QUOTE, SIGNATURE }
