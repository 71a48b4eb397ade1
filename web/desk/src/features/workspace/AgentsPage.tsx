import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, data, ifMatch } from '@/shared/api/client';
import { useAgents, useTeams } from '@/shared/api/directory';
import { useMay, useMe } from '@/shared/api/me';
import type { Agent, Role } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { Button } from '@/shared/ui/Button';
import { Checkbox, Field } from '@/shared/ui/Field';
import { Form } from '@/shared/ui/Form';
import { ListPage } from '@/shared/ui/ListPage';
import page from '@/shared/ui/page.module.css';
import { Select } from '@/shared/ui/Select';
import { Sheet } from '@/shared/ui/Sheet';
import { Badge } from '@/shared/ui/small';
import { Time } from '@/shared/ui/Time';
import { useSubmit } from '@/shared/ui/useSubmit';

const roles: readonly Role[] = ['administrator', 'manager', 'agent', 'collaborator'];

export function AgentsPage() {
  const t = useT();
  const query = useAgents();
  const mayAdd = useMay('agent-manage');
  const [open, setOpen] = useState<Agent | 'new' | null>(null);
  return (
    <>
      <ListPage
        title={t('workspace.agents')}
        about={t('workspace.agents.about')}
        query={query}
        empty={t('workspace.agents.empty')}
        add={
          mayAdd && (
            <Button look="primary" icon={Plus} onPress={() => setOpen('new')}>
              {t('workspace.agent.add')}
            </Button>
          )
        }
        onOpen={setOpen}
        columns={[
          { title: t('workspace.name'), cell: (agent) => <bdi>{agent.name}</bdi> },
          { title: t('workspace.email'), cell: (agent) => <bdi>{agent.email}</bdi> },
          { title: t('workspace.role'), cell: (agent) => t(`workspace.role.${agent.role}`) },
          { title: t('workspace.teams'), cell: (agent) => <bdi>{agent.teams.map(({ name }) => name).join(', ')}</bdi> },
          {
            title: t('workspace.last-seen'),
            cell: (agent) =>
              agent.active ? agent.lastSeenAt && <Time at={agent.lastSeenAt} form="age" /> : <Badge>{t('workspace.inactive')}</Badge>,
          },
        ]}
      />
      {open && <AgentSheet key={open === 'new' ? 'new' : open.id} agent={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function AgentSheet({ agent, onClose }: { agent: Agent | null; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const teams = useTeams().data ?? [];
  const [name, setName] = useState(agent?.name ?? '');
  const [email, setEmail] = useState(agent?.email ?? '');
  const [role, setRole] = useState<Role>(agent?.role ?? 'agent');
  const [password, setPassword] = useState('');
  const [teamIds, setTeamIds] = useState<readonly number[]>(agent?.teams.map(({ id }) => id) ?? []);
  const editable = agent?.can.edit ?? true;

  async function close(): Promise<void> {
    await client.invalidateQueries({ queryKey: ['agents'] });
    await client.invalidateQueries({ queryKey: ['teams'] });
    onClose();
  }
  const form = useSubmit(async () => {
    const body = { name, email, role, teamIds: [...teamIds], ...(password ? { password } : {}) };
    if (agent) await data(api.PATCH('/api/v1/agents/{id}', { params: { path: { id: agent.id }, header: ifMatch(agent.version) }, body }));
    else await data(api.POST('/api/v1/agents', { body }));
    await close();
  });
  const activity = useSubmit(async () => {
    if (agent) await data(api.PATCH('/api/v1/agents/{id}', { params: { path: { id: agent.id } }, body: { active: !agent.active } }));
    await close();
  });

  return (
    <Sheet title={agent ? agent.name : t('workspace.agent.add')} onClose={onClose}>
      <Form
        {...form}
        words={form.words ?? activity.words}
        busy={form.busy || activity.busy}
        locked={!editable}
        action={t('desk.save')}
        aside={
          agent &&
          agent.id !== me.id && (
            <Button look={agent.active ? 'danger' : 'plain'} isPending={activity.busy} onPress={() => void activity.submit()}>
              {t(agent.active ? 'workspace.agent.deactivate' : 'workspace.agent.activate')}
            </Button>
          )
        }
      >
        <Field label={t('workspace.name')} value={name} onChange={setName} isRequired autoFocus error={form.fields.name} />
        <Field label={t('workspace.email')} type="email" value={email} onChange={setEmail} isRequired error={form.fields.email} />
        <Select label={t('workspace.role')} value={role} options={roles.map((id) => ({ id, text: t(`workspace.role.${id}`) }))} onChange={setRole} />
        {editable && (
          <Field
            label={t(agent ? 'workspace.password.new' : 'workspace.password')}
            hint={t(agent ? 'workspace.password.keep' : 'workspace.password.hint')}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            error={form.fields.password}
          />
        )}
        <fieldset className={page.group}>
          <legend className={page.legend}>{t('workspace.teams')}</legend>
          {teams.map((team) => (
            <Checkbox
              key={team.id}
              isSelected={teamIds.includes(team.id)}
              onChange={(on) => setTeamIds(on ? [...teamIds, team.id] : teamIds.filter((id) => id !== team.id))}
            >
              <bdi>{team.name}</bdi>
            </Checkbox>
          ))}
          {!teams.length && <p className={page.about}>{t('workspace.teams.empty')}</p>}
        </fieldset>
      </Form>
    </Sheet>
  );
}
