package app.rapport.channel;

import org.springframework.stereotype.Component;

/// Tells [Delivery] that there is something to send; apart from it, since the ticket's command must not know who sends.
@Component
class OutboundSignal {

    private volatile Runnable listener = () -> {};

    void onWake(Runnable wake) {
        listener = wake;
    }

    void wake() {
        listener.run();
    }
}
