package app.rapport.desk.web;

import app.rapport.desk.live.Presences;
import app.rapport.platform.journal.Actor;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who else looks at a ticket.
@RestController
@RequestMapping("/api/v1/tickets/{id}/presence")
class PresenceController {

    record PresenceRequest(@Schema(allowableValues = {"viewing", "typing"}) @NotBlank String state) {}

    record PresenceResponse(List<Presences.Present> others) {}

    private final Presences presences;

    PresenceController(Presences presences) {
        this.presences = presences;
    }

    @PutMapping
    PresenceResponse say(@PathVariable long id, @Valid @RequestBody PresenceRequest request, Actor by) {
        return new PresenceResponse(presences.say(id, request.state(), by));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable long id, Actor by) {
        presences.leave(id, by);
    }
}
