import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, data, ifMatch } from '@/shared/api/client';
import { useAgents, useTeams } from '@/shared/api/directory';
import { useMay } from '@/shared/api/me';
import type { Team } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { Button } from '@/shared/ui/Button';
import { Checkbox, Field } from '@/shared/ui/Field';
import { Form } from '@/shared/ui/Form';
import { ListPage } from '@/shared/ui/ListPage';
import page from '@/shared/ui/page.module.css';
import { Sheet } from '@/shared/ui/Sheet';
import { useSubmit } from '@/shared/ui/useSubmit';

export function TeamsPage() {
  const t = useT();
  const query = useTeams();
  const mayAdd = useMay('team-manage');
  const [open, setOpen] = useState<Team | 'new' | null>(null);
  return (
    <>
      <ListPage
        title={t('workspace.teams')}
        about={t('workspace.teams.about')}
        query={query}
        empty={t('workspace.teams.empty')}
        add={
          mayAdd && (
            <Button look="primary" icon={Plus} onPress={() => setOpen('new')}>
              {t('workspace.team.add')}
            </Button>
          )
        }
        onOpen={setOpen}
        columns={[
          { title: t('workspace.name'), cell: (team) => <bdi>{team.name}</bdi> },
          { title: t('workspace.members'), cell: (team) => t('workspace.members.count', { count: String(team.memberCount) }) },
          { title: t('workspace.who'), cell: (team) => <bdi>{team.members.map(({ name }) => name).join(', ')}</bdi> },
        ]}
      />
      {open && <TeamSheet key={open === 'new' ? 'new' : open.id} team={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function TeamSheet({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const agents = useAgents().data ?? [];
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<readonly number[]>(team?.members.map(({ id }) => id) ?? []);
  const editable = team?.can.edit ?? true;

  async function close(): Promise<void> {
    await client.invalidateQueries({ queryKey: ['teams'] });
    await client.invalidateQueries({ queryKey: ['agents'] });
    onClose();
  }
  const form = useSubmit(async () => {
    const saved = team ?? (await data(api.POST('/api/v1/teams', { body: { name } })));
    await data(
      api.PATCH('/api/v1/teams/{id}', {
        params: { path: { id: saved.id }, header: ifMatch(saved.version) },
        body: { name, memberIds: [...members] },
      }),
    );
    await close();
  });
  const removal = useSubmit(async () => {
    if (team) await data(api.DELETE('/api/v1/teams/{id}', { params: { path: { id: team.id } } }));
    await close();
  });

  return (
    <Sheet title={team ? team.name : t('workspace.team.add')} onClose={onClose}>
      <Form
        {...form}
        words={form.words ?? removal.words}
        busy={form.busy || removal.busy}
        locked={!editable}
        action={t('desk.save')}
        aside={
          team && (
            <Button look="danger" isPending={removal.busy} onPress={() => void removal.submit()}>
              {t('workspace.team.delete')}
            </Button>
          )
        }
      >
        <Field label={t('workspace.name')} value={name} onChange={setName} isRequired autoFocus error={form.fields.name} />
        <fieldset className={page.group}>
          <legend className={page.legend}>{t('workspace.members')}</legend>
          {agents
            .filter(({ active, id }) => active || members.includes(id))
            .map((agent) => (
              <Checkbox
                key={agent.id}
                isSelected={members.includes(agent.id)}
                onChange={(on) => setMembers(on ? [...members, agent.id] : members.filter((id) => id !== agent.id))}
              >
                <bdi>{agent.name}</bdi>
              </Checkbox>
            ))}
        </fieldset>
      </Form>
    </Sheet>
  );
}
