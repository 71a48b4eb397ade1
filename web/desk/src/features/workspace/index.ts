export { AgentsPage } from './AgentsPage';
export { TeamsPage } from './TeamsPage';
