// PouchDB hashes an attachment in pieces of 32 kB with a `setTimeout` between two of them, which browsers stretch to
// 4 ms: three seconds for a file of 25 MB. It looks for `setImmediate` when it is loaded, so this comes before it.
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();
Object.assign(globalThis, {
  setImmediate(callback: () => void) {
    waiting.push(callback);
    port2.postMessage(null);
  },
});
