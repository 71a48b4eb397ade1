package app.rapport.channel.email;

import app.rapport.platform.intake.Intake;
import tools.jackson.databind.json.JsonMapper;

/// What was said before a mail's content, as the intake keeps it.
///
/// @param from empty for reports (`<>`); @param recipient the mailbox, plus part included; @param client who brought it
record MailEnvelope(String from, String recipient, String client) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static MailEnvelope of(Intake.Open open) {
        return JSON.readValue(open.arrived().envelope(), MailEnvelope.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }
}
