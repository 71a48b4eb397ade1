package app.rapport.workspace;

import java.util.Locale;

/// What one may do. Roles and API tokens are made of these.
public enum Permission {
    TICKET_VIEW,
    TICKET_CREATE,
    TICKET_EDIT,
    TICKET_REPLY,
    TICKET_NOTE,
    CONTACT_VIEW,
    AGENT_VIEW,
    AGENT_MANAGE,
    TEAM_MANAGE,
    CHANNEL_VIEW,
    CHANNEL_MANAGE,
    HELD_MAIL_MANAGE,
    TOKEN_MANAGE,
    SETTINGS_MANAGE,
    AUDIT_VIEW,
    OPERATIONS_MANAGE;

    /// As in the API: `ticket-view`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
