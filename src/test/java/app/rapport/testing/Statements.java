package app.rapport.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.conf.ParamType;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Listens to the statements that requests make, and asks PostgreSQL how many rows each of them reads.
public final class Statements {

    private final DSLContext db;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile boolean listening;

    public Statements(Program program) {
        db = program.bean(DSLContext.class);
        var known = new ArrayList<>(List.of(db.configuration().executeListenerProviders()));
        known.add(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                // The program's own loops have names; what serves a request has none of them.
                if (listening && !Thread.currentThread().getName().matches("(sequencer|reader .*|intake|delivery|directory|search-index|.*scheduler.*|changes|stream.*)")) hear(context.query());
            }
        }));
        db.configuration().set(known.toArray(org.jooq.ExecuteListenerProvider[]::new));
    }

    private void hear(org.jooq.@Nullable Query query) {
        if (query != null) heard.add(query.getSQL(ParamType.INLINED));
    }

    /// The statements of one request, with their values.
    public List<String> of(Runnable request) {
        heard.clear();
        listening = true;
        request.run();
        listening = false;
        return List.copyOf(heard);
    }

    /// Rows that a statement reads from tables and indexes, those included that a filter throws away.
    public long rowsRead(String sql) {
        // By JDBC itself: jOOQ would see place-holders in texts and arrays.
        var plan = db.connectionResult(connection -> {
            try (var statement = connection.createStatement(); var result = statement.executeQuery("explain (analyze, format json) " + sql)) {
                result.next();
                return JsonMapper.shared().readTree(result.getString(1));
            }
        });
        return read(plan.path(0).path("Plan"));
    }

    private static long read(JsonNode node) {
        var own = 0.0;
        if (node.path("Node Type").asString().contains("Scan") && !node.path("Node Type").asString().matches("Subquery Scan|CTE Scan|Function Scan")) {
            own = node.path("Actual Loops").asDouble()
                    * (node.path("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble(0) + node.path("Rows Removed by Index Recheck").asDouble(0));
        }
        for (var child : node.path("Plans")) own += read(child);
        return Math.round(own);
    }
}
