import type { components } from '../api/schema.gen';
import { useT } from '../i18n/format';
import { Field } from './Field';
import { useLocked } from './Form';
import page from './page.module.css';
import { Select } from './Select';

type Request = components['schemas']['OutboundBody'];

export interface OutboundInput {
  readonly host: string;
  readonly port: string;
  readonly security: Request['security'];
  readonly username: string;
  readonly password: string;
}

export const blankOutbound: OutboundInput = { host: '', port: '587', security: 'starttls', username: '', password: '' };
const securities: readonly Request['security'][] = ['starttls', 'tls', 'none'];
const usualPorts: Record<Request['security'], string> = { starttls: '587', tls: '465', none: '25' };

/** An empty password keeps the stored one: it never travels to the browser. */
export function outboundRequest({ host, port, security, username, password }: OutboundInput): Request {
  return { host: host.trim(), port: Number(port), security, ...(username ? { username } : {}), ...(password ? { password } : {}) };
}

interface MailServerProps {
  readonly value: OutboundInput;
  readonly onChange: (value: OutboundInput) => void;
  readonly fields: Record<string, string>;
  readonly passwordKept?: boolean;
}

/** The server that carries our answers out; asked for at set-up and on the mailbox's own page. */
export function MailServerFields({ value, onChange, fields, passwordKept = false }: MailServerProps) {
  const t = useT();
  const locked = useLocked();
  const of = (name: string) => fields[`outbound.${name}`] ?? fields[`mailbox.outbound.${name}`] ?? fields[name];
  return (
    <fieldset className={page.group}>
      <legend className={page.legend}>{t('channel.outbound')}</legend>
      <div className={page.two}>
        <Field label={t('channel.host')} value={value.host} onChange={(host) => onChange({ ...value, host })} error={of('host')} />
        <Field
          label={t('channel.port')}
          inputMode="numeric"
          value={value.port}
          onChange={(port) => onChange({ ...value, port: port.replace(/\D/g, '') })}
          error={of('port')}
        />
      </div>
      <Select
        label={t('channel.security')}
        value={value.security}
        options={securities.map((id) => ({ id, text: t(`channel.security.${id}`) }))}
        onChange={(security) => onChange({ ...value, security, port: value.port === usualPorts[value.security] ? usualPorts[security] : value.port })}
      />
      <Field
        label={t('channel.username')}
        autoComplete="off"
        value={value.username}
        onChange={(username) => onChange({ ...value, username })}
        error={of('username')}
      />
      {!locked && (
        <Field
          label={t('channel.password')}
          {...(passwordKept ? { hint: t('channel.password.kept') } : {})}
          type="password"
          autoComplete="new-password"
          value={value.password}
          onChange={(password) => onChange({ ...value, password })}
          error={of('password')}
        />
      )}
    </fieldset>
  );
}
