export { CallDock } from './call-dock';
export { CallsPage } from './calls-page';
