package app.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineAddressesTest {

    @ParameterizedTest
    @CsvSource({"noreply@x.test,true", "no-reply+42@x.test,true", "do_not_reply@x.test,true", "orders-noreply@x.test,true",
            "Mailer-Daemon@x.test,true", "postmaster@x.test,true",
        "bounces+42@x.test,true", "linus@example.org,false", "reply@x.test,false", "rooth@x.test,false"})
    void machines_addresses_are_known(String address, boolean machine) {
        assertThat(MachineAddresses.contains(address)).isEqualTo(machine);
    }
}
