import { Flag, Plus, Users, X } from 'lucide-react';
import { useTeams } from '@/shared/api/directory';
import { priorities, statuses, type Ticket } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { IconButton } from '@/shared/ui/Button';
import { Menu, MenuItem } from '@/shared/ui/Menu';
import { type Choice, Picker } from '@/shared/ui/Picker';
import { Select } from '@/shared/ui/Select';
import { setPriority, setStatus, setTags, setTeam, useTags } from '../api';
import { useAsked } from '../asked';
import styles from './side.module.css';

const noTeam = 'none';
const longestTag = 50;

export function TicketFields({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { id } = ticket;
  const locked = !ticket.can.edit;
  const teams = useTeams().data ?? [];
  const team = ticket.team && !teams.some((known) => known.id === ticket.team?.id) ? [...teams, ticket.team] : teams;
  const teamChoices = [{ id: noTeam, text: t('ticket.no-team') }, ...team.map(({ id: teamId, name }) => ({ id: String(teamId), text: name }))];

  function toTeam(choice: string) {
    const chosen = team.find((candidate) => String(candidate.id) === choice) ?? null;
    if (chosen?.id === ticket.team?.id) return;
    void setTeam.run({ id, patch: { teamId: chosen?.id ?? null }, shown: { team: chosen && { id: chosen.id, name: chosen.name } } });
  }

  return (
    <div className={styles.fields}>
      <Select
        inline
        label={t('ticket.field.status')}
        value={ticket.status}
        isDisabled={locked || ticket.status === 'closed'}
        options={statuses
          .filter((status) => status !== 'new' || ticket.status === 'new')
          .map((status) => ({ id: status, text: t(`ticket.status.${status}`) }))}
        onChange={(status) => void setStatus.run({ id, patch: { status }, shown: { status } })}
      />
      <div className={styles.withMenu}>
        <Select
          inline
          label={t('ticket.field.priority')}
          value={ticket.priority}
          isDisabled={locked}
          options={priorities.map((priority) => ({ id: priority, text: t(`ticket.priority.${priority}`) }))}
          onChange={(priority) => void setPriority.run({ id, patch: { priority }, shown: { priority } })}
        />
        <PriorityMenu ticket={ticket} />
      </div>
      <div className={styles.withMenu}>
        <Select
          inline
          label={t('ticket.field.team')}
          value={String(ticket.team?.id ?? noTeam)}
          isDisabled={!ticket.can.assign}
          options={teamChoices}
          onChange={toTeam}
        />
        <TeamPicker ticket={ticket} choices={teamChoices} onChoose={toTeam} />
      </div>
      <Tags ticket={ticket} locked={locked} />
    </div>
  );
}

/** Opened by P; the pointer uses the field beside it. */
function PriorityMenu({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const [open, setOpen] = useAsked(ticket.id, 'priority');
  return (
    <Menu
      label={t('ticket.field.priority')}
      isOpen={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Flag} label={t('ticket.set-priority')} shortcut="ticket.priority" isDisabled={!ticket.can.edit} />}
    >
      {priorities.map((priority) => (
        <MenuItem
          key={priority}
          text={t(`ticket.priority.${priority}`)}
          chosen={priority === ticket.priority}
          onAction={() => void setPriority.run({ id: ticket.id, patch: { priority }, shown: { priority } })}
        >
          {t(`ticket.priority.${priority}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** Opened by V; teams are found by typing. */
function TeamPicker({ ticket, choices, onChoose }: { ticket: Ticket; choices: readonly Choice[]; onChoose: (id: string) => void }) {
  const t = useT();
  const [open, setOpen] = useAsked(ticket.id, 'team');
  const chosen = String(ticket.team?.id ?? noTeam);
  return (
    <Picker
      label={t('ticket.field.team')}
      trigger={<IconButton icon={Users} label={t('ticket.move')} shortcut="ticket.move" isDisabled={!ticket.can.assign} />}
      choices={choices.map((choice) => ({ ...choice, chosen: choice.id === chosen }))}
      onChoose={onChoose}
      isOpen={open}
      onOpenChange={setOpen}
      empty={t('ticket.move.none')}
    />
  );
}

function Tags({ ticket, locked }: { ticket: Ticket; locked: boolean }) {
  const t = useT();
  const [open, setOpen] = useAsked(ticket.id, 'tags');
  const all = useTags(open).data ?? [];
  const set = (tags: string[]) => void setTags.run({ id: ticket.id, patch: { tags }, shown: { tags } });
  const toggle = (tag: string) => set(ticket.tags.includes(tag) ? ticket.tags.filter((other) => other !== tag) : [...ticket.tags, tag]);
  return (
    <div className={styles.tagsRow}>
      <span className={styles.label}>{t('ticket.field.tags')}</span>
      <ul className={styles.tags} aria-label={t('ticket.field.tags')}>
        {ticket.tags.map((tag) => (
          <li key={tag} className={styles.tag}>
            <bdi>{tag}</bdi>
            {!locked && (
              <button type="button" aria-label={t('ticket.tag.remove', { tag })} onClick={() => toggle(tag)}>
                <X size={12} aria-hidden />
              </button>
            )}
          </li>
        ))}
        {!locked && (
          <li>
            <Picker
              label={t('ticket.tag.add')}
              trigger={<IconButton icon={Plus} label={t('ticket.tag.add')} shortcut="ticket.tags" />}
              choices={[...new Set([...ticket.tags, ...all])].map((tag) => ({ id: tag, text: tag, chosen: ticket.tags.includes(tag) }))}
              onChoose={toggle}
              refuse={(tag) => (/[\s,]/.test(tag) || tag.length > longestTag ? t('problem.field.not-a-tag') : null)}
              onCreate={(tag) => set([...ticket.tags, tag.toLowerCase()])}
              isOpen={open}
              onOpenChange={setOpen}
              empty={t('ticket.tag.create')}
            />
          </li>
        )}
      </ul>
    </div>
  );
}
