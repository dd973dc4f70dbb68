import type { RequestHandler } from './app-protocol';
import { createStaticFiles } from './static-files';

/**
 * Where the page's files come from: the build at `root`, or, while developing (`npm run dev` names its server in the
 * environment), the development server. A packaged app never looks at the environment: whoever can set it could
 * bring a page of their own.
 */
export function pageFiles(packaged: boolean, environment: NodeJS.ProcessEnv, root: string): RequestHandler {
  const server = environment['ELECTRON_RENDERER_URL'];
  return packaged || server === undefined ? createStaticFiles(root) : fromServer(server);
}

/** Without a policy: hot reloading needs inline scripts and a socket, and nobody's data is in a development profile. */
function fromServer(server: string): RequestHandler {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const answer = await fetch(new URL(`.${pathname}${search}`, `${server.replace(/\/+$/, '')}/`), {
      headers: { accept: request.headers.get('accept') ?? '*/*' },
    });
    const type = answer.headers.get('content-type') ?? 'application/octet-stream';
    return new Response(answer.body, { status: answer.status, headers: { 'content-type': type } });
  };
}
