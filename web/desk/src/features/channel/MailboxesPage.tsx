import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { api, data, ifMatch } from '@/shared/api/client';
import { everything, useTeams } from '@/shared/api/directory';
import { useMay } from '@/shared/api/me';
import type { ChannelAccount } from '@/shared/api/types';
import { reasonWords, useT } from '@/shared/i18n/format';
import { Button } from '@/shared/ui/Button';
import { Checkbox, Field } from '@/shared/ui/Field';
import { Form } from '@/shared/ui/Form';
import { ListPage } from '@/shared/ui/ListPage';
import { blankOutbound, MailServerFields, type OutboundInput, outboundRequest } from '@/shared/ui/MailServerFields';
import { Select } from '@/shared/ui/Select';
import { Sheet } from '@/shared/ui/Sheet';
import { Badge } from '@/shared/ui/small';
import { useSubmit } from '@/shared/ui/useSubmit';

export function MailboxesPage() {
  const t = useT();
  const intl = useIntl();
  const mayAdd = useMay('channel-manage');
  const [open, setOpen] = useState<ChannelAccount | 'new' | null>(null);
  const query = useQuery({
    queryKey: ['channel-accounts'],
    queryFn: () =>
      everything<ChannelAccount>((after) =>
        data(api.GET('/api/v1/channel-accounts', { params: { query: { limit: 100, ...(after ? { after } : {}) } } })),
      ),
  });
  return (
    <>
      <ListPage
        title={t('channel.mailboxes')}
        about={t('channel.mailboxes.about')}
        query={query}
        empty={t('channel.mailboxes.empty')}
        add={
          mayAdd && (
            <Button look="primary" icon={Plus} onPress={() => setOpen('new')}>
              {t('channel.mailbox.add')}
            </Button>
          )
        }
        onOpen={setOpen}
        columns={[
          { title: t('channel.name'), cell: (account) => <bdi>{account.name}</bdi> },
          { title: t('channel.address'), cell: (account) => <bdi>{account.address}</bdi> },
          { title: t('channel.team'), cell: (account) => <bdi>{account.team?.name}</bdi> },
          {
            title: t('channel.state'),
            cell: (account) =>
              account.problem ? (
                <Badge tone="danger">
                  <TriangleAlert size={12} aria-hidden />
                  {reasonWords(intl, account.problem)}
                </Badge>
              ) : (
                <Badge tone={account.active ? 'ok' : 'plain'}>{t(account.active ? 'channel.active' : 'channel.inactive')}</Badge>
              ),
          },
        ]}
      />
      {open && <MailboxSheet key={open === 'new' ? 'new' : open.id} account={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function MailboxSheet({ account, onClose }: { account: ChannelAccount | null; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const teams = useTeams().data ?? [];
  const [name, setName] = useState(account?.name ?? '');
  const [address, setAddress] = useState(account?.address ?? '');
  const [outbound, setOutbound] = useState<OutboundInput>(
    account ? { ...account.outbound, port: String(account.outbound.port), username: account.outbound.username ?? '', password: '' } : blankOutbound,
  );
  const [acknowledgement, setAcknowledgement] = useState({
    enabled: account?.acknowledgement.enabled ?? true,
    subject: account?.acknowledgement.subject ?? '',
    body: account?.acknowledgement.body ?? '',
  });
  const [teamId, setTeamId] = useState(String(account?.team?.id ?? 'none'));
  const editable = account?.can.edit ?? true;

  async function close(): Promise<void> {
    await client.invalidateQueries({ queryKey: ['channel-accounts'] });
    onClose();
  }
  const form = useSubmit(async () => {
    const { enabled, subject, body: text } = acknowledgement;
    const fields = {
      name,
      address,
      outbound: outboundRequest(outbound),
      acknowledgement: { enabled, ...(subject ? { subject } : {}), ...(text ? { body: text } : {}) },
    };
    const team = teamId === 'none' ? null : Number(teamId);
    if (account) {
      await data(
        api.PATCH('/api/v1/channel-accounts/{id}', {
          params: { path: { id: account.id }, header: ifMatch(account.version) },
          body: { ...fields, teamId: team },
        }),
      );
    } else {
      const made = await data(api.POST('/api/v1/channel-accounts', { body: { kind: 'email', ...fields } }));
      if (team) await data(api.PATCH('/api/v1/channel-accounts/{id}', { params: { path: { id: made.id } }, body: { teamId: team } }));
    }
    await close();
  });
  const activity = useSubmit(async () => {
    if (account) await data(api.PATCH('/api/v1/channel-accounts/{id}', { params: { path: { id: account.id } }, body: { active: !account.active } }));
    await close();
  });

  return (
    <Sheet title={account ? account.name : t('channel.mailbox.add')} onClose={onClose}>
      <Form
        {...form}
        words={form.words ?? activity.words}
        busy={form.busy || activity.busy}
        locked={!editable}
        action={t('desk.save')}
        aside={
          account && (
            <Button look={account.active ? 'danger' : 'plain'} isPending={activity.busy} onPress={() => void activity.submit()}>
              {t(account.active ? 'channel.deactivate' : 'channel.activate')}
            </Button>
          )
        }
      >
        <Field
          label={t('channel.name')}
          hint={t('channel.name.hint')}
          value={name}
          onChange={setName}
          isRequired
          autoFocus
          error={form.fields.name}
        />
        <Field label={t('channel.address')} type="email" value={address} onChange={setAddress} isRequired error={form.fields.address} />
        <Select
          label={t('channel.team')}
          value={teamId}
          options={[{ id: 'none', text: t('channel.no-team') }, ...teams.map((team) => ({ id: String(team.id), text: team.name }))]}
          onChange={setTeamId}
        />
        <MailServerFields value={outbound} onChange={setOutbound} fields={form.fields} passwordKept={account?.outbound.hasPassword ?? false} />
        <Checkbox isSelected={acknowledgement.enabled} onChange={(enabled) => setAcknowledgement({ ...acknowledgement, enabled })}>
          {t('channel.acknowledgement')}
        </Checkbox>
        {acknowledgement.enabled && (
          <>
            <Field
              label={t('channel.acknowledgement.subject')}
              value={acknowledgement.subject}
              onChange={(subject) => setAcknowledgement({ ...acknowledgement, subject })}
              error={form.fields['acknowledgement.subject']}
            />
            <Field
              label={t('channel.acknowledgement.body')}
              hint={t('channel.acknowledgement.hint')}
              rows={5}
              value={acknowledgement.body}
              onChange={(body) => setAcknowledgement({ ...acknowledgement, body })}
              error={form.fields['acknowledgement.body']}
            />
          </>
        )}
      </Form>
    </Sheet>
  );
}
