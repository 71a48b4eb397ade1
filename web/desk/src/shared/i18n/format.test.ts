import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import { reasonWords } from './format';

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
