package app.rapport.workspace;

import static app.rapport.workspace.Permission.AGENT_VIEW;
import static app.rapport.workspace.Permission.AUDIT_VIEW;
import static app.rapport.workspace.Permission.CHANNEL_VIEW;
import static app.rapport.workspace.Permission.CONTACT_VIEW;
import static app.rapport.workspace.Permission.HELD_MAIL_MANAGE;
import static app.rapport.workspace.Permission.TEAM_MANAGE;
import static app.rapport.workspace.Permission.TICKET_CREATE;
import static app.rapport.workspace.Permission.TICKET_EDIT;
import static app.rapport.workspace.Permission.TICKET_NOTE;
import static app.rapport.workspace.Permission.TICKET_REPLY;
import static app.rapport.workspace.Permission.TICKET_VIEW;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// A named set of permissions. A collaborator sees and notes, and cannot reply.
public enum Role {
    ADMINISTRATOR(EnumSet.allOf(Permission.class)),
    MANAGER(EnumSet.of(TICKET_VIEW, TICKET_CREATE, TICKET_EDIT, TICKET_REPLY, TICKET_NOTE, CONTACT_VIEW, AGENT_VIEW, TEAM_MANAGE,
            CHANNEL_VIEW, HELD_MAIL_MANAGE, AUDIT_VIEW)),
    AGENT(EnumSet.of(TICKET_VIEW, TICKET_CREATE, TICKET_EDIT, TICKET_REPLY, TICKET_NOTE, CONTACT_VIEW, AGENT_VIEW)),
    COLLABORATOR(EnumSet.of(TICKET_VIEW, TICKET_NOTE, CONTACT_VIEW, AGENT_VIEW));

    private final Set<Permission> permissions;

    Role(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Role of(String key) {
        for (var role : values()) {
            if (role.key().equals(key)) return role;
        }
        throw new IllegalArgumentException("One of administrator, manager, agent, collaborator.");
    }
}
