export { BackupPage } from './backup-page';
