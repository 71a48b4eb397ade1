import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import { Refused } from '../api/problems';
import { problemWords, reasonWords } from './format';

const intl = createIntl({
  locale: 'en',
  messages: { 'channel.reason.given-up': 'given up after three days: {said}', 'channel.reason.our-side': 'it failed on our side: {said}' },
});

test.each([
  ['5.1.1 No such user', '5.1.1 No such user'],
  ['given-up: 4.4.1 Connection refused', 'given up after three days: 4.4.1 Connection refused'],
  ['given-up: our-side: 4.3.0 null', 'given up after three days: it failed on our side: 4.3.0 null'],
  ['smtp: greylisted', 'smtp: greylisted'],
  ['', ''],
])('the reason %s', (reason, words) => expect(reasonWords(intl, reason)).toBe(words));

test('what breaks a rule without a field to mark is said in words, or as the server puts it', () => {
  const errors = [
    { field: 'tags', code: 'too-many', detail: 'At most 20 tags.', params: {} },
    { field: 'q', code: 'brand-new', detail: 'At character 3: (', params: {} },
  ];
  const spoken = createIntl({ locale: 'en', messages: { 'problem.field.too-many': 'These are too many.', 'problem.invalid': 'Marked' } });
  const refused = new Refused({ type: '', title: '', status: 422, code: 'invalid', errors });
  expect(problemWords(spoken, refused)).toBe('These are too many. At character 3: (');
});
