package app.rapport.channel;

import app.rapport.customer.Contact;
import app.rapport.platform.templates.Templates;
import app.rapport.platform.words.Words;
import app.rapport.ticket.Ticket;
import app.rapport.workspace.Brand;
import app.rapport.workspace.Company;
import app.rapport.workspace.Directory;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Words an acknowledgement: by the mailbox's own template, else with the usual text in the contact's, else the brand's language.
@Component
class AcknowledgementText {

    record Said(String subject, String body) {}

    private final Words words;
    private final Company company;
    private final Directory directory;

    AcknowledgementText(Words words, Company company, Directory directory) {
        this.words = words;
        this.company = company;
        this.directory = directory;
    }

    Said of(ChannelAccount account, Ticket ticket, Contact contact) {
        var own = account.settings().acknowledgement();
        var locale = locale(contact, account.brandId());
        var subject = ticket.properties().subject().isEmpty() ? words.text(locale, "ticket.no-subject") : ticket.properties().subject();
        var values = Map.<String, Object>of(
                "ticket", Map.of("number", ticket.id(), "subject", subject), "contact", Map.of("name", contact.name()),
                "company", company.settings().company());
        var usual = Map.of("number", String.valueOf(ticket.id()), "subject", subject, "name", contact.name(),
                "company", company.settings().company());
        return new Said(text(own.subject(), values, "subject", usual, locale).replaceAll("\\s+", " ").strip(), text(own.body(), values, "body", usual, locale).strip());
    }

    private String text(@Nullable String template, Map<String, Object> values, String part, Map<String, String> usual, Locale locale) {
        return template != null ? Templates.render(template, values) : words.text(locale, "channel.acknowledgement.usual." + part, usual);
    }

    private Locale locale(Contact contact, long brandId) {
        if (contact.locale() != null) return Locale.forLanguageTag(contact.locale());
        return directory.brands().stream().filter(brand -> brand.id() == brandId).findFirst().map(Brand::locale).map(Locale::forLanguageTag).orElse(Locale.ENGLISH);
    }
}
