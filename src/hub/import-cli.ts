import { runImport } from './import/run-import';

process.exitCode = await runImport(process.argv.slice(2));
