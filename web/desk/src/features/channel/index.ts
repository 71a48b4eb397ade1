export { HeldMailPage } from './HeldMailPage';
export { MailboxesPage } from './MailboxesPage';
