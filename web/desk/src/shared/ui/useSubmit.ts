import { useState } from 'react';
import { useIntl } from 'react-intl';
import { fieldWords, problemWords, translate } from '../i18n/format';

/** One way for all forms to send: busy meanwhile, refused fields worded beside themselves, the rest above the button. */
export function useSubmit(action: () => Promise<unknown>) {
  const intl = useIntl();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function submit(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }
  const fields = fieldWords(intl, error);
  const words = Object.keys(fields).length ? translate(intl)('problem.invalid') : error ? problemWords(intl, error) : null;
  return { submit, busy, fields, words, error };
}
