import { simulateCommand } from './simulation/command';

/** `npm run simulate -- --help` */
process.exitCode = await simulateCommand(process.argv.slice(2), console);
// An engine that was abandoned in the middle of something must not keep the process.
process.exit();
