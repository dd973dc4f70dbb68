import { openHub } from '@hub/hub';
import { setUpByHand } from './child-support';

/**
 * Runs as a process of its own: opens a hub in the folder given, writes batch after batch over HTTP and prints the
 * ids that were acknowledged, until it is killed.
 */
const [, , dataDir = ''] = process.argv;
const hub = await openHub({ dataDir, port: 0, passwordCost: { N: 1024, r: 8, p: 1 } });
const write = await setUpByHand(hub.url);
for (let batch = 0; ; batch += 1) {
  const acknowledged = await write(batch);
  process.stdout.write(`${acknowledged.join(' ')}\n`);
}
