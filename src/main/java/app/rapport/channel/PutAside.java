package app.rapport.channel;

import app.rapport.channel.spi.Adapter;
import app.rapport.channel.spi.Salvage;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.ticket.Receiving;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What cannot be read, or only because a person says so.
@Component
class PutAside {

    private final Intake intake;
    private final IntakeStep step;
    private final List<Salvage> salvages;
    private final Receiving receiving;
    private final Transactions transactions;

    PutAside(Intake intake, IntakeStep step, List<Adapter> adapters, List<Salvage> salvages, Receiving receiving, Transactions transactions) {
        this.intake = intake;
        this.step = step;
        this.salvages = salvages;
        this.receiving = receiving;
        this.transactions = transactions;
        for (var adapter : adapters) salvage(adapter.kind());
    }

    /// Puts one aside that nobody manages to read.
    void giveUp(Intake.Open open, UUID owner, String detail) {
        var held = salvage(open.arrived().kind()).unreadable(open, detail);
        transactions.run(() -> {
            if (!intake.lock(List.of(open.id()), owner).isEmpty()) intake.hold(open.id(), held);
        });
    }

    /// @param from whom a person says it is from, where it does not say so itself
    /// @throws app.rapport.platform.Conflict `no-sender`
    IntakeStep.Mail readAnyway(Intake.Open open, @Nullable String from) {
        return new IntakeStep.Mail(open, salvage(open.arrived().kind()).readAnyway(open, from));
    }

    /// To be called in the transaction that says in the intake what became of it.
    Intake.Done receive(IntakeStep.Mail mail) {
        receiving.lock(mail.incoming().ids().toList());
        return step.receive(List.of(mail)).getFirst();
    }

    private Salvage salvage(String kind) {
        return salvages.stream().filter(salvage -> salvage.kind().equals(kind)).findFirst().orElseThrow(() -> new IllegalStateException("Nobody salvages " + kind));
    }
}
