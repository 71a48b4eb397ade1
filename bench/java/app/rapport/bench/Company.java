package app.rapport.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The company of the benchmark: teams of very different sizes, their agents, and what customers write about.
///
/// @param teams ids, the busiest first; @param agents ids; those of team `i` are every agent whose place leaves the rest `i`
record Company(long brand, long base, List<Long> teams, List<Long> agents, @Nullable Long account) {

    static final int TEAMS = 20;
    static final int AGENTS = 40;
    private static final String[] WORDS = """
            order parcel tent zipper invoice refund address delivery courier colour size label return exchange voucher discount account password
            broken missing late wrong second first yesterday tomorrow week monday friday please thank hello regards question answer wait reply
            water leak seam pole peg stove lamp battery charger cable jacket boot sleeping bag mattress backpack strap buckle repair warranty
            number receipt payment card bank transfer customer service phone mail website basket checkout error page screen photo attached""".split("\\s+");

    /// Half of the work for the first team, half of the rest for the next, and so on; some for none.
    @Nullable Long team(Random random) {
        if (random.nextInt(20) == 0) return null;
        var at = 0;
        while (at < teams.size() - 1 && random.nextInt(100) < 60) at++;
        return teams.get(at);
    }

    @Nullable Long assignee(@Nullable Long team, Random random) {
        if (team == null || random.nextInt(10) < 3) return null;
        var place = teams.indexOf(team);
        var members = new ArrayList<Long>();
        for (var i = place; i < agents.size(); i += teams.size()) members.add(agents.get(i));
        return members.get(random.nextInt(members.size()));
    }

    static String teamName(int place) {
        return "Team " + (place + 1);
    }

    static String agentName(int place) {
        return "Agent " + (place + 1);
    }

    static String agentAddress(int place) {
        return "agent" + (place + 1) + "@example.com";
    }

    static String words(int count, Random random) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            if (i > 0) text.append(i % 12 == 0 ? ".\n" : " ");
            text.append(WORDS[random.nextInt(WORDS.length)]);
            if (i % 17 == 3) text.append(' ').append(Integer.toString(random.nextInt(200_000), 36));
        }
        return text.toString();
    }
}
