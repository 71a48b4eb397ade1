import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import { type FieldError, Refused, Unreachable } from '../api/problems';
import type { MessageId } from './compiled/ids';

export type { MessageId };
export type Values = Record<string, string | number | Date | null | undefined>;
export type T = (id: MessageId, values?: Values) => string;

/** For ids made of a fixed beginning and a code of the server; `known` tells whether it is worded. */
export function known(intl: IntlShape, id: string): id is MessageId {
  return id in intl.messages;
}

export function translate(intl: IntlShape): T {
  return (id, values) => intl.formatMessage({ id }, values);
}

export function useT(): T {
  const intl = useIntl();
  return useMemo(() => translate(intl), [intl]);
}

/** A problem's sentence: worded by its code, else as the server put it. */
export function problemWords(intl: IntlShape, error: unknown): string {
  const t = translate(intl);
  if (error instanceof Unreachable) return t('problem.unreachable');
  if (!(error instanceof Refused)) return t('problem.unexpected');
  if (error.code === 'invalid' && error.fields.length) return [...new Set(error.fields.map((field) => brokenRule(intl, field)))].join(' ');
  const id = `problem.${error.code}`;
  if (known(intl, id)) return t(id, (error.problem.params ?? {}) as Values);
  return error.problem.detail ?? error.problem.title ?? t('problem.unexpected');
}

function brokenRule(intl: IntlShape, { code, detail, params }: FieldError): string {
  const t = translate(intl);
  const id = `problem.field.${code}`;
  return known(intl, id) ? t(id, (params ?? {}) as Values) : detail || t('problem.field.invalid');
}

/** Sentences per field of a 422, for the form. */
export function fieldWords(intl: IntlShape, error: unknown): Record<string, string> {
  if (!(error instanceof Refused)) return {};
  return Object.fromEntries(error.fields.map((broken) => [broken.field, brokenRule(intl, broken)]));
}

/** Why a message has not left: what the other server said, and before it what the program says itself, as a code. */
export function reasonWords(intl: IntlShape, reason: string): string {
  const [, code, said] = /^([a-z-]+): (.*)$/s.exec(reason) ?? [];
  const id = `channel.reason.${code}`;
  return known(intl, id) ? translate(intl)(id, { said: reasonWords(intl, said ?? '') }) : reason;
}
