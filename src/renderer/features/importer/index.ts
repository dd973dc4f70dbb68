export { ImporterPage } from './importer-page';
