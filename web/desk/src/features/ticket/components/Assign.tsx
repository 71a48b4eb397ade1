import { type ReactNode, useState } from 'react';
import { useAgents, useTeams } from '@/shared/api/directory';
import { useMe } from '@/shared/api/me';
import type { Ticket } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { useShortcut } from '@/shared/keys/useShortcut';
import { Picker } from '@/shared/ui/Picker';
import { assign, setTeam } from '../api';

interface Named {
  readonly id: number;
  readonly name: string;
}

export function useAssign(ticket: Ticket): (agent: Named | null) => void {
  return (agent) => {
    if (agent?.id === ticket.assignee?.id) return;
    void assign.run({ id: ticket.id, patch: { assigneeId: agent?.id ?? null }, shown: { assignee: agent } });
  };
}

/** Agents and teams in one list: an agent thinks "who takes it", not "which field". */
export function AssigneePicker({ ticket, trigger }: { ticket: Ticket; trigger: ReactNode }) {
  const t = useT();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const agents = useAgents().data ?? [];
  const teams = useTeams().data ?? [];
  const toAgent = useAssign(ticket);
  useShortcut('ticket.assign', () => setOpen(true), ticket.can.assign);

  const choices = [
    { id: `agent/${me.id}`, text: t('ticket.assign.me', { name: me.name }), chosen: ticket.assignee?.id === me.id },
    { id: 'nobody', text: t('ticket.unassigned'), chosen: !ticket.assignee },
    ...agents
      .filter(({ id, active }) => active && id !== me.id)
      .map(({ id, name }) => ({ id: `agent/${id}`, text: name, chosen: ticket.assignee?.id === id })),
    ...teams.map(({ id, name }) => ({ id: `team/${id}`, text: t('ticket.assign.team', { name }), chosen: ticket.team?.id === id })),
  ];

  function choose(choice: string) {
    const [kind, number] = choice.split('/');
    const id = Number(number);
    if (kind === 'nobody') return toAgent(null);
    if (kind === 'agent') return toAgent(id === me.id ? { id, name: me.name } : (agents.find((agent) => agent.id === id) ?? null));
    const team = teams.find((candidate) => candidate.id === id);
    if (team) void setTeam.run({ id: ticket.id, patch: { teamId: team.id }, shown: { team: { id: team.id, name: team.name } } });
  }

  return (
    <Picker
      label={t('ticket.assign')}
      trigger={trigger}
      choices={choices}
      onChoose={choose}
      isOpen={open}
      onOpenChange={setOpen}
      empty={t('ticket.assign.none')}
    />
  );
}
