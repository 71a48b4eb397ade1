import { randomUUID } from 'node:crypto';
import { Problem } from './http.mjs';
import { page } from './views.mjs';

export function workspaceRoutes(state, streams, settings) {
  const teamsOf = (agent) => state.teams.filter(({ id }) => agent.teamIds.includes(id)).map(({ id, name }) => ({ id, name }));
  const shownAgent = ({ teamIds, ...agent }) => ({ ...agent, teams: teamsOf({ teamIds }), can: { edit: true } });
  const shownTeam = (team) => {
    const members = state.agents.filter(({ teamIds }) => teamIds.includes(team.id)).map(({ id, name }) => ({ id, name }));
    return { ...team, members, memberCount: members.length, can: { edit: true } };
  };
  const meOf = (agent) => ({
    id: agent.id,
    name: agent.name,
    email: agent.email,
    role: agent.role,
    permissions: agent.role === 'administrator' ? ['agent-manage', 'channel-manage', 'channel-view', 'held-mail-manage', 'team-manage'] : [],
    teams: teamsOf(agent),
    ...state.me,
  });
  const find = (list, id) => {
    const found = list.find((entry) => entry.id === Number(id));
    if (!found) throw new Problem(404, 'not-found');
    return found;
  };
  const required = (body, ...fields) => {
    const errors = fields.filter((field) => !String(body[field] ?? '').trim()).map((field) => ({ field, code: 'required' }));
    if (errors.length) throw new Problem(422, 'invalid', { errors });
  };

  function signIn(agent, context) {
    const token = randomUUID();
    state.sessions.set(token, agent);
    context.headersOut = { 'set-cookie': [`SESSION=${token}; Path=/; HttpOnly; SameSite=Lax`, `XSRF-TOKEN=${randomUUID()}; Path=/; SameSite=Lax`] };
    return meOf(agent);
  }

  return {
    'POST /session': (context) => {
      if (settings.tries >= 5) throw new Problem(429, 'locked-out', { params: { seconds: 30 } });
      const agent = state.agents.find(({ email, active }) => email === context.body.email && active);
      if (!agent || context.body.password !== settings.password) {
        settings.tries++;
        throw new Problem(401, 'wrong-credentials');
      }
      settings.tries = 0;
      return signIn(agent, context);
    },
    'GET /session': ({ me }) => meOf(me),
    'PATCH /session': ({ me, body }) => {
      const { name, ...rest } = body;
      Object.assign(state.me, rest);
      if (name) me.name = name;
      return meOf(me);
    },
    'DELETE /session': ({ token }) => void state.sessions.delete(token),
    'GET /sessions': ({ query }) =>
      page(
        [
          { id: 1, current: true, createdAt: state.iso(0), lastUsedAt: state.iso(0), userAgent: 'Chromium', address: '127.0.0.1' },
          { id: 2, current: false, createdAt: state.iso(9e7), lastUsedAt: state.iso(8e7), userAgent: 'Firefox', address: '10.0.0.8' },
        ],
        query,
      ),
    'DELETE /sessions/:id': () => undefined,
    'GET /setup': ({ query }) => ({ needed: !settings.setUp, tokenValid: query.get('token') === 'first' }),
    'POST /setup': (context) => {
      const { company, administrator } = context.body;
      required(administrator, 'name', 'email', 'password');
      settings.company = company;
      settings.setUp = true;
      Object.assign(state.agents[0], { name: administrator.name, email: administrator.email });
      settings.password = administrator.password;
      return signIn(state.agents[0], context);
    },
    'GET /bootstrap': ({ me }) => ({
      me: me ? meOf(me) : null,
      company: settings.company,
      setupNeeded: !settings.setUp,
      locale: 'en',
      zone: 'Europe/Oslo',
      streamAvailable: true,
      settings: me ? { mailboxes: ['support@rapport.example'] } : {},
      incarnation: 1,
      position: state.position,
    }),
    'GET /agents': ({ query }) => page(state.agents.map(shownAgent), query),
    'POST /agents': ({ body }) => {
      required(body, 'name', 'email');
      const agent = {
        id: ++state.nextId,
        version: 1,
        active: true,
        scope: { all: true, teamIds: [], brandIds: [], own: false },
        lastSeenAt: null,
        createdAt: state.iso(0),
        name: body.name,
        email: body.email,
        role: body.role,
        teamIds: body.teamIds ?? [],
      };
      state.agents.push(agent);
      return shownAgent(agent);
    },
    'PATCH /agents/:id': ({ params, body }) => {
      const { password, ...fields } = body;
      const agent = find(state.agents, params.id);
      return shownAgent(Object.assign(agent, fields, { version: agent.version + 1 }));
    },
    'GET /teams': ({ query }) => page(state.teams.map(shownTeam), query),
    'POST /teams': ({ body }) => {
      required(body, 'name');
      const team = { id: ++state.nextId, version: 1, name: body.name };
      state.teams.push(team);
      return shownTeam(team);
    },
    'PATCH /teams/:id': ({ params, body }) => {
      const team = find(state.teams, params.id);
      if (body.name) team.name = body.name;
      for (const agent of body.memberIds ? state.agents : []) {
        agent.teamIds = agent.teamIds.filter((id) => id !== team.id);
        if (body.memberIds.includes(agent.id)) agent.teamIds.push(team.id);
      }
      team.version++;
      return shownTeam(team);
    },
    'DELETE /teams/:id': ({ params }) => void state.teams.splice(state.teams.indexOf(find(state.teams, params.id)), 1),
    'GET /channel-accounts': ({ query }) => page(state.accounts, query),
    'POST /channel-accounts': ({ body }) => {
      required(body, 'name', 'address');
      const { password, ...outbound } = body.outbound;
      const account = {
        id: ++state.nextId,
        version: 1,
        kind: 'email',
        active: true,
        problem: null,
        team: null,
        can: { edit: true },
        name: body.name,
        address: body.address,
        outbound: { username: null, ...outbound, hasPassword: Boolean(password) },
        acknowledgement: { enabled: true, subject: null, body: null, ...body.acknowledgement },
      };
      state.accounts.push(account);
      return account;
    },
    'PATCH /channel-accounts/:id': ({ params, body }) => {
      const account = find(state.accounts, params.id);
      const { outbound, teamId, ...fields } = body;
      if (outbound)
        account.outbound = {
          ...account.outbound,
          ...outbound,
          password: undefined,
          hasPassword: account.outbound.hasPassword || Boolean(outbound.password),
        };
      if (teamId !== undefined) account.team = teamId && { id: teamId, name: find(state.teams, teamId).name };
      return Object.assign(account, fields, { version: account.version + 1 });
    },
    'GET /held-messages': ({ query }) => page(state.held, query),
    'POST /held-messages/:id/recovery': ({ params, body }) => {
      if (!find(state.held, params.id).from && !body?.from) throw new Problem(409, 'no-sender');
      if (body?.from && !/^\S+@\S+$/.test(body.from)) throw new Problem(422, 'invalid', { errors: [{ field: 'from', code: 'not-an-address' }] });
      state.held.splice(state.held.indexOf(find(state.held, params.id)), 1);
      return { ticketId: [...state.tickets.keys()].at(-1) };
    },
    'DELETE /held-messages/:id': ({ params }) => void state.held.splice(state.held.indexOf(find(state.held, params.id)), 1),
    'GET /stream': ({ request, response, query, me }) =>
      streams.connect(request, response, (query.get('topics') ?? '').split(',').filter(Boolean), me),
    'PUT /stream/:streamId/topics': ({ params, body }) => {
      if (!streams.setTopics(params.streamId, body.topics)) throw new Problem(404, 'not-found');
    },
    'POST /fake/failures': ({ body }) => {
      state.failing = body.count;
    },
    'POST /fake/stream/drop': () => streams.dropAll(),
  };
}
