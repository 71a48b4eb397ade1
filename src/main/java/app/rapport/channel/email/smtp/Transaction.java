package app.rapport.channel.email.smtp;

import java.util.ArrayList;
import java.util.List;

/// One mail from MAIL on.
record Transaction(String from, boolean utf8, List<String> recipients) {

    Transaction(String from, boolean utf8) {
        this(from, utf8, new ArrayList<>());
    }

    void add(String address) {
        if (!recipients.contains(address)) recipients.add(address);
    }
}
