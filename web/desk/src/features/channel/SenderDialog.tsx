import { useState } from 'react';
import { useT } from '@/shared/i18n/format';
import { Field } from '@/shared/ui/Field';
import { Form } from '@/shared/ui/Form';
import { Sheet } from '@/shared/ui/Sheet';
import { useSubmit } from '@/shared/ui/useSubmit';

/** A mail that names nobody becomes the ticket of whom the agent names. */
export function SenderDialog({ submit, onClose }: { submit: (from: string) => Promise<void>; onClose: () => void }) {
  const t = useT();
  const [from, setFrom] = useState('');
  const form = useSubmit(() => submit(from));
  return (
    <Sheet shape="dialog" title={t('channel.held.sender')} onClose={onClose}>
      <Form {...form} action={t('channel.held.recover')}>
        <Field
          label={t('channel.held.sender.address')}
          hint={t('channel.held.sender.hint')}
          type="email"
          value={from}
          onChange={setFrom}
          isRequired
          autoFocus
          error={form.fields.from}
        />
      </Form>
    </Sheet>
  );
}
