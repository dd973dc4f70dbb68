import type { Upload } from './server-fetch';

/**
 * Sends a body with `XMLHttpRequest`, the one way a page learns how much of it is gone. It follows redirects by
 * itself; the policy of our pages (`connect-src 'self'`) keeps them on our origin, and any at all is an error here.
 */
export const xhrUpload: Upload = (address, { headers, body, signal }, onProgress) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error('the request broke off'));
    request.open('POST', address);
    headers.forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded, total));
    request.addEventListener('error', fail);
    request.addEventListener('abort', fail);
    request.addEventListener('load', () => {
      if (request.responseURL !== new URL(address, globalThis.location.href).href) {
        reject(new Error('the server redirects elsewhere'));
        return;
      }
      const type = request.getResponseHeader('content-type') ?? '';
      resolve(
        new Response(request.responseText, { status: request.status, headers: { 'content-type': type } }),
      );
    });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
